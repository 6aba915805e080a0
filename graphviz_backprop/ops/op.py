"""Operations: a value, a vjp for each argument, and the words and signs to draw it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from graphviz_backprop.function_table import Kind, kind_of
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value

Number = float
Vjp = Callable[..., Any]
Options = Mapping[str, Any]
NO_OPTIONS: Options = {}


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """One operation. A new one is one block in one file that calls `register`.

    Attributes:
        name: the identifier in JSON, `"mul"`.
        symbol: what is drawn inside the ring, `"*"`; a curve takes its place where there is one.
        noun: the name in a sentence, `"multiplication"`.
        code: the operation as Python writes it, with `{a}`, `{b}`, … or `{all}` for the arguments.
        array_code: the same on arrays, where it is more than `np.` in the place of `math.`.
        forward: the value from the arguments' values.
        vjps: one function for each argument, `(g, ans, *args) -> contribution`: the gradient `g` of
            the output times the partial derivative w.r.t. that argument. A variadic op has one,
            `(k, g, ans, args)`, for its k-th argument.
        rule: the op as an expression of its arguments a, b, …, as Python writes it: `"a * b"`;
            functions by their names in `math`, and `sigmoid`, `relu`, `sign`, `abs`. See
            `expressions`, which prints it in other notations.
        slopes: the partial derivatives in the same way, one for each vjp; in a variadic op one for
            an argument that passes the gradient on and one for an argument that does not.
        formula: of an op that has no such rule, itself in typst math: `"{a}^T"`, `"max({all})"`.
        js: the op in JavaScript, where it has no rule or that would not be its value to the last
            digit: an expression of a, b, …, in a variadic op of the list `t`.
        js_slopes: its partial derivatives in the same way, where they are not its slopes to the
            last digit, or one in a variadic op, for its k-th argument; `y` is the result.
        samples: arguments at which its gradient is checked against finite differences.
        separator: what stands between the arguments in `{all}`.
        brackets_negatives: its code has signs that a negative number behind one would run into.
        label: the name above the ring, for ops that draw a curve.
        curve: the range of the argument over which the curve in the ring is drawn.
        variadic: takes any number of arguments.
        gate: a local derivative of zero blocks everything behind it (a dead ReLU).
        is_elementwise: it works on each element of arrays by itself. An op that is not takes
            options (`axis=0`) after the arguments of `forward` and of its vjps, and gives arrays.
        gradients: for such an op, what its vjps compute, in typst math: `"{a}^T dot {g}"`;
            `{sum_g}` is g, summed over a batch where there is one; `{over_n}` is 1/n where the op
            is a mean over n samples, else nothing; `{n}` is how many numbers were reduced to one;
            `{y}` is the result.
        gradients_at: the same for these options, if that is written otherwise.
        explanations: the same in a sentence, where the formula does not say it all: one for each
            argument, the last one for all that follow.
        takes_arrays: the vjps give the same numbers for whole arrays of elements: they are
            arithmetic without a condition.
        array_vjps: where they are not, others that do; None from one that can't.
        function: the NumPy function whose call this is, in the record of a call; its own name in
            the table.
        kind: what that function does.
        is_opaque: it has no known derivative.
        is_matrix_product: its first two arguments are the factors of a matrix product.
        is_loss: what it gives is a loss of its first argument, the probabilities or scores.
        saturates: it is flat at both ends, so that a large input passes almost no gradient on.
        functions: functions of an op from outside the package, which are this op when they are
            called on traced values; those of Python and NumPy stand in `function_table`.
    """

    name: str
    symbol: str
    noun: str
    code: str
    forward: Callable[..., Any]
    array_code: str = ""
    vjps: tuple[Vjp, ...] = ()
    rule: str = ""
    slopes: tuple[str, ...] = ()
    formula: str = ""
    js: str = ""
    js_slopes: tuple[str, ...] = ()
    samples: tuple[tuple[Any, ...], ...] = ()
    separator: str = ", "
    brackets_negatives: bool = False
    label: str = ""
    curve: tuple[Number, Number] | None = None
    variadic: bool = False
    gate: bool = False
    is_elementwise: bool = True
    gradients: tuple[str, ...] = ()
    gradients_at: Callable[[Options], tuple[str, ...]] | None = None
    explanations: tuple[str, ...] = ()
    takes_arrays: bool = False
    array_vjps: tuple[Vjp, ...] = ()
    function: str = ""
    kind: Kind | None = None
    is_opaque: bool = False
    is_matrix_product: bool = False
    is_loss: bool = False
    saturates: bool = False
    functions: tuple[Callable[..., Any], ...] = ()

    def __hash__(self) -> int:
        """By its name, in which almost all differ: ops are sought in sets for every record."""
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        """The same op, or one of the same name that is the same in all else."""
        if other is self:
            return True
        if not isinstance(other, Op) or other.name != self.name or type(other) is not type(self):
            return False
        return all(getattr(self, one.name) == getattr(other, one.name) for one in fields(self))

    def vjp(
        self,
        argument: int,
        g: Value,
        ans: Value,
        args: tuple[Value, ...],
        options: Options = NO_OPTIONS,
    ) -> Any:
        """The contribution of the gradient `g` of the output to one argument."""
        if self.variadic:
            return self.vjps[0](argument, g, ans, args, **options)
        return self.vjps[argument](g, ans, *args, **options)

    def local(self, argument: int, ans: Number, args: tuple[Number, ...]) -> Any:
        """The partial derivative w.r.t. one argument: its vjp of 1.

        It is inf where there is a pole, and nan outside of the op's domain.
        """
        try:
            if self.variadic:
                return self.vjps[0](argument, 1.0, ans, args)
            return self.vjps[argument](1.0, ans, *args)
        except (OverflowError, ZeroDivisionError):
            return math.inf
        except ValueError:  # of `math.cos(inf)`
            return math.nan

    def local_of_arrays(self, argument: int, ans: Any, args: tuple[Any, ...]) -> Any:
        """The partial derivative at each element of arrays; None without a rule for that."""
        vjps = self.array_vjps or (self.vjps if self.takes_arrays else ())
        if not vjps:
            return None
        if self.variadic:
            return vjps[0](argument, 1.0, ans, args)
        return vjps[argument](1.0, ans, *args)


OPS: dict[str, Op] = {}


# The ops from outside the package by the identity of their functions.
OPS_OF_FUNCTIONS: dict[int, tuple[Callable[..., Any], Op]] = {}


def register(op: Op) -> Op:
    """Make an op known by its name, and its functions as calls of it from now on."""
    OPS[op.name] = op
    OPS_OF_FUNCTIONS.update((id(function), (function, op)) for function in op.functions)
    return op


def op_of_function(function: object) -> Op | None:
    """The op from outside the package that a function is, if it is one."""
    entry = OPS_OF_FUNCTIONS.get(id(function))
    return entry[1] if entry is not None and OPS.get(entry[1].name) is entry[1] else None


def _identity(value: Number) -> Number:
    return value


LEAF = Op(name="leaf", symbol="", noun="input", code="{a}", forward=_identity)
CONSTANT = Op(name="constant", symbol="", noun="constant", code="{a}", forward=_identity)


# In what module of its own a library keeps it: `_struct.pack`, `numpy.ma.core.masked_where`.
_PRIVATE = re.compile(r"^_(?=[^\W_]\w*\.)|(?<=\.)(?:_?core|_\w+)\.")


def opaque(name: str) -> Op:
    """An operation that took traced values and gave a number, and has no known derivative."""
    function = name.removeprefix("numpy.") if name.startswith("numpy.") else ""
    return Op(
        name=f"opaque:{name}",
        symbol="?",
        noun=_PRIVATE.sub("", name),
        code=name + "({all})",
        forward=_identity,
        function=function,
        kind=kind_of(function),
        is_opaque=True,
    )


# Ops made for a name, by what the name starts with.
PREFIXES: dict[str, Callable[[str], Op]] = {"opaque": opaque}
