"""The line of code that computes a gradient of arrays: `dW1 = np.dot(X.T, dz1)`.

Where it stands it is true: run on the pass's numbers, line after line, it gives the gradients. What
has no short form has no line.
"""

from __future__ import annotations

import re

import numpy as np

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Node
from graphviz_backprop.storyboard.captions.array_captions import is_product
from graphviz_backprop.storyboard.captions.code_names import CodeNames, is_python
from graphviz_backprop.storyboard.captions.gradient_code_of_calls import code_of_call
from graphviz_backprop.storyboard.captions.layer_captions import DENSE
from graphviz_backprop.storyboard.texts.gradients import GradientNames
from graphviz_backprop.storyboard.texts.grid import shape_text
from graphviz_backprop.storyboard.texts.parentheses import filled, product, transposed
from graphviz_backprop.values import is_array, shape_of

# Of operations on each entry, for each argument: `g` is upstream, `y` the result.
_RULES: dict[str, tuple[str, ...]] = {
    "sub": ("{g}", "-{g}"),
    "mul": ("{g} * {b}", "{g} * {a}"),
    "div": ("{g} / {b}", "-{g} * {a} / {b} ** 2"),
    "neg": ("-{g}",),
    "exp": ("{g} * {y}",),
    "log": ("{g} / {a}",),
    "sqrt": ("{g} / (2 * {y})",),
    "square": ("{g} * 2 * {a}",),
    "relu": ("{g} * ({a} > 0)",),
    "tanh": ("{g} * (1 - {y} ** 2)",),
    "sigmoid": ("{g} * {y} * (1 - {y})",),
    "sin": ("{g} * np.cos({a})",),
    "cos": ("-{g} * np.sin({a})",),
    "abs": ("{g} * np.sign({a})",),
}
_EXTREMES = {"max": (">=", ">"), "min": ("<=", "<")}
_PLACES = re.compile(r"\{([abgy])\}")
_WORD = re.compile(r"[^\W\d]\w*")
# What NumPy gives without new memory: a name, a transpose, another shape, a part, a broadcast.
_VIEW = re.compile(r"[\w.]+(?:\[[^\]]*\])?|[\w.]+\.reshape\([^()]*\)|np\.broadcast_to\(.*\)")


def gradient_code(backprop: Backprop, step: Step, names: GradientNames) -> str:
    """The line, with the shapes as a comment where they change; empty without a short form."""
    return _GradientCode(backprop, step, names).line()


class _GradientCode:
    def __init__(self, backprop: Backprop, step: Step, names: GradientNames) -> None:
        self._graph = backprop.graph
        self._backprop = backprop
        self._step = step
        self._names = names
        self._code = CodeNames(names)
        self._node = backprop.graph.nodes[step.edge.consumer]
        self._inputs = [backprop.graph.nodes[index] for index in self._node.inputs]
        self._upstream = self._code.gradient(self._node)

    def line(self) -> str:
        """The whole line."""
        target = self._code.gradient(self._graph.nodes[self._step.edge.producer])
        if target == self._upstream:  # the same numbers under the same name
            return ""
        which, of = self._names.share(self._step)
        sign = "=" if which == 1 else "+="
        if self._node.op.name == "index":
            return self._scattered(target, which)
        if self._node.op.name == "put":
            return self._written_over(target, which)
        text = self._expression()
        if not text or not is_python(text):
            return ""
        if which == 1 and of > 1 and _VIEW.fullmatch(text):
            text = f"{text}.copy()"  # what is added to it is not to change the upstream gradient
        return f"{target} {sign} {text}{self._shapes()}"

    def _expression(self) -> str:
        op, argument = self._node.op, self._step.edge.argument
        if is_product(self._graph, self._step):
            return self._of_product()
        if op.name in DENSE and argument == 2:
            return self._summed(self._upstream)
        if op.is_elementwise:
            return self._summed(self._of_elements())
        if op.name in ("numpy.sum", "numpy.mean"):
            return self._of_sum()
        if op.name in ("numpy.max", "numpy.min"):
            return self._of_extreme()
        if op.name == "softmax":
            return self._filled("{y} * ({g} - np.sum({g} * {y}, axis=-1, keepdims=True))")
        made = code_of_call(self._step, self._node, self._inputs, self._value, self._upstream)
        return self._summed(made) if op.name == "where" else made or self._of_move()

    def _value(self, node: Node) -> str:
        return self._code.value(node)

    def _filled(self, form: str) -> str:
        """A form with the code of what it names; empty where one of these has none."""
        texts = {"g": self._upstream}
        for letter in set(_PLACES.findall(form)) - {"g"}:
            place = {"a": 0, "b": 1}.get(letter)
            texts[letter] = self._value(self._node if place is None else self._inputs[place])
        if not all(texts.values()):
            return ""
        letters = list(texts)
        named = dict(zip(letters, "abcd", strict=False))
        renamed = _PLACES.sub(lambda found: f"{{{named[found[1]]}}}", form)
        return filled(renamed, [texts[letter] for letter in letters])

    def _of_product(self) -> str:
        other = self._inputs[1 - self._step.edge.argument]
        text = self._value(other)
        if not text:
            return ""
        rank = len(other.shape)
        if rank > 1:
            text = transposed(text)
        ranks = (rank, len(shape_of(self._step.upstream)))
        pair = (text, self._upstream) if self._step.edge.argument else (self._upstream, text)
        if ranks == (1, 1):
            return f"np.outer({pair[0]}, {pair[1]})"
        if not all(ranks):
            return product(pair)
        return (
            f"np.dot({pair[0]}, {pair[1]})" if self._node.op.name == "dot" else product(pair, "@")
        )

    def _of_elements(self) -> str:
        op, argument = self._node.op, self._step.edge.argument
        if op.name == "add":
            return self._upstream
        if op.name in _EXTREMES:
            first, second = _EXTREMES[op.name]
            args = self._graph.args(self._node)
            if len(args) != 2 or any(np.isnan(np.asarray(one, dtype=float)).any() for one in args):
                return ""
            form = f"({{a}} {first} {{b}})" if argument == 0 else f"({{b}} {second} {{a}})"
            return self._filled(f"{{g}} * {form}")
        if op.name == "pow" and argument == 0:
            is_square = not self._inputs[1].is_array and self._inputs[1].value == 2
            return self._filled("{g} * 2 * {a}" if is_square else "{g} * {b} * {a} ** ({b} - 1)")
        rules = _RULES.get(op.name)
        return self._filled(rules[argument]) if rules else ""

    def _summed(self, text: str) -> str:
        """Over the axes along which the argument was broadcast."""
        whole, own = shape_of(self._step.upstream), shape_of(self._step.contribution)
        if not text or whole == own:
            return text
        if not own:
            return f"np.sum({text})"
        extra = len(whole) - len(own)
        axes = tuple(
            axis for axis, size in enumerate(whole) if axis < extra or own[axis - extra] != size
        )
        over = axes[0] if len(axes) == 1 else axes
        if not extra:
            return f"np.sum({text}, axis={over}, keepdims=True)"
        made = f"np.sum({text}, axis={over})"
        return made if len(axes) == extra else f"{made}.reshape{shape_text(own)}"

    def _of_sum(self) -> str:
        """The gradient of a sum at each of its terms, 1/n of it of a mean."""
        shape, result = self._inputs[0].shape, self._node
        count = max(1, int(np.prod(shape))) // max(1, int(np.size(result.value)))
        share = self._upstream
        if result.op.name == "numpy.mean":
            share = f"{self._upstream} / {count}"
        if not result.shape:
            return f"np.full({shape_text(shape)}, {share})"
        if len(result.shape) == len(shape):
            return f"np.broadcast_to({share}, {shape_text(shape)})"
        axis = result.options.get("axis")
        return f"np.broadcast_to(np.expand_dims({share}, {axis}), {shape_text(shape)})"

    def _of_extreme(self) -> str:
        """To the entry that is the largest; where several are, there is no short form."""
        x, result = np.asarray(self._inputs[0].value), np.asarray(self._node.value)
        is_spread = not result.ndim or result.ndim == x.ndim
        if not is_spread or int((x == result).sum()) != result.size:
            return ""
        return self._filled("{g} * ({a} == {y})")

    def _of_move(self) -> str:
        op, options = self._node.op, self._node.options
        own = shape_of(self._step.contribution)
        if op.name == "transpose":
            return f"{self._upstream}.T"
        if op.name == "reshape":
            return f"{self._upstream}.reshape{shape_text(own)}"
        if op.name in ("concatenate", "stack"):
            axis = options.get("axis", 0)
            rank = len(shape_of(self._step.upstream))
            return "" if axis is None else self._part(op.name, axis % rank)
        return ""

    def _part(self, name: str, axis: int) -> str:
        """What a joined array gets: `g[2:4]`, `g[:, 1]`."""
        argument, own = self._step.edge.argument, shape_of(self._step.contribution)
        piece = str(argument)
        if name == "concatenate":
            start = sum(part.shape[axis] for part in self._inputs[:argument])
            piece = f"{start or ''}:{start + own[axis]}"
        return f"{self._upstream}[{', '.join([*[':'] * axis, piece])}]"

    def _scattered(self, target: str, which: int) -> str:
        """What a part gets goes to its places: `dp = np.zeros((2, 3)); dp[0] = dq`."""
        where = self._part_of_array()
        if not where:
            return ""
        if which > 1:
            return f"{target}{where} += {self._upstream}"
        shape = shape_text(shape_of(self._step.contribution))
        return f"{target} = np.zeros({shape}); {target}{where} = {self._upstream}"

    def _written_over(self, target: str, which: int) -> str:
        """`dv = dput.copy(); dv[0] = 0.0`, and to what was written `dput[0]`."""
        where = self._part_of_array()
        if (
            not where
            or self._step.edge.argument > 1
            or (which > 1 and not self._step.edge.argument)
        ):
            return ""
        if self._step.edge.argument == 0:
            return f"{target} = {self._upstream}.copy(); {target}{where} = 0.0"
        part, own = shape_of(self._node.options["positions"]), shape_of(self._step.contribution)
        if part != own and own:
            return ""
        text = f"{self._upstream}{where}"
        text = text if part == own else f"np.sum({text})"
        return f"{target} {'=' if which == 1 else '+='} {text}{'.copy()' if part and own else ''}"

    def _part_of_array(self) -> str:
        """`[0]`, which part of an array it is; empty where the code's text does not say that."""
        where = str(self._node.options.get("text", ""))
        taken = np.ravel(self._node.options.get("positions", ()))
        is_once = np.unique(taken).size == taken.size
        is_known = set(_WORD.findall(where)) <= {"range"}  # no variable that may have changed
        return where if where and is_once and is_known and is_python(f"_{where}") else ""

    def _shapes(self) -> str:
        """`  # (4, 3) @ (3, 3) → (4, 3)`, where a shape changes."""
        whole, own = shape_of(self._step.upstream), shape_of(self._step.contribution)
        if not is_array(self._step.contribution) or not whole:
            return ""
        if is_product(self._graph, self._step):
            other = self._inputs[1 - self._step.edge.argument].shape[::-1]
            pair = (other, whole) if self._step.edge.argument else (whole, other)
            if len(other) == len(whole) == 1:  # an outer product
                return f"  # {shape_text(own)}"
            return f"  # {shape_text(pair[0])} @ {shape_text(pair[1])} → {shape_text(own)}"
        return f"  # {shape_text(whole)} → {shape_text(own)}" if whole != own else ""
