"""Which values are gradients, by their names and by what uses them.

A name alone does not tell: `delta` may be a gradient, a step or a difference, `dx` a distance. Such
a value belongs to the forward pass where a result needs it that is no gradient itself and that no
gradient is made of, as a loss is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import field
from types import CodeType

from graphviz_backprop.forward_passes.roles.starting_errors import errors_for_gradients_alone
from graphviz_backprop.graph.gradient_names import (
    base,
    derivative,
    is_difference_of,
    is_gradient,
    is_of_function,
    is_step,
    is_weak,
    of_object,
    squeeze,
)
from graphviz_backprop.graph.upstream_names import is_upstream
from graphviz_backprop.ops import add, sub
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.binding import Binding, is_same_variable
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_array, shape_of

# What is called `forward_backward` goes both ways: its names tell which.
_BACKWARD = re.compile(r"(?!.*forward)(?:.*_)?backward(_|$)")
_BACKPROP = re.compile(r"(^|_)b(ack)?_?prop(_|$|agat)")
_DERIVATIVE = re.compile(r"_*(?:deriv(?:ative)?(?:_\w+)?|\w+[_2](?:deriv(?:ative)?|prime))")
_OF_ACTIVATION = re.compile(r"_*(?P<name>[a-z]+)(?:Prime|Deriv|Derivative|_?[gG]rad(?:ient)?)")
_ACTIVATIONS = frozenset(
    "sigmoid relu tanh softmax sig act activation logistic softplus elu".split()
)
_UNKNOWN = re.compile(r"d(?:_[A-Za-z]|[A-Z])\w*")
# What is computed from a gradient to be looked at, or on the way to an update.
_MEASURE = re.compile(r"(?:\w+_)?(?:size|norm|magnitude|step|change|update|check|clip\w*)s?\d*")


def known_names(session: Session, results: list[Binding]) -> set[str]:
    """The squeezed names of all values, by which a gradient's name is known."""
    names = [variable.name for variable in session.variables] + [b.name for b in results]
    names += [name for names in session.aliases.values() for name in names]  # `v = table[i]`
    names += [base(name) for name in names]
    names += [name.rpartition(".")[2] for name in names]  # `self.dweights` is that of `weights`
    known = set(map(squeeze, names))
    known |= {name.rstrip("0123456789") for name in known} - {""}  # `dh`, of h0 and h1 in turn
    return known | {name.lower() for name in known}


def gradients_by_name(session: Session, results: list[Binding], known: Set[str]) -> set[Record]:
    """The records that are gradients, leaves (`dvalue = 1.0`) among them.

    Args:
        session: what the run left behind.
        results: every named result.
        known: the squeezed names of all values.
    """
    inputs = {variable.name for variable in session.variables}
    inputs |= {leaf.name for variable in session.variables for leaf in variable.every_leaf()}
    inputs.update(*session.aliases.values())
    stored = session.carriers.gradients  # `a.grad` of an object that carries a number
    candidates = [
        b
        for b in results
        if b.record in stored or is_gradient(b.name, known) or is_of_function(b.record.name, known)
    ]
    chosen = set(candidates)
    plain = [b for b in results if b not in chosen]
    needed = _needed(plain, candidates, inputs, _raised_inputs(session.bindings))
    aliases = set(ancestors(b.record for b in plain if b.name not in inputs))
    changed = {b.record for b in results if _goes_on(b)}
    aliases |= changed  # `dt_dx = self.w` after an update
    # `gradient` is a slope, but not where `w -= rate * gradient` takes it.
    steps = (part for record in changed for part in record.inputs[1:])
    taken = set(ancestors(steps, changed.__contains__))
    # `of_q` outside is `dq` in the function that computes it.
    first_names = {b.record: b.name for b in reversed(results)}
    gradients = {
        b.record
        for b in candidates
        if (
            b.record not in aliases
            or not _is_result(b.record.name)
            or not _is_result(first_names[b.record])
            or (b.record in taken and is_gradient(b.record.name, known))
        )
        and not (b.record in needed and _may_be_forward(b))
    }
    gradients |= errors_for_gradients_alone(results, gradients, inputs)
    # There is a gradient once there is something to differentiate: an early `dx` is a distance.
    first = plain[0].record.serial if plain else 0
    inner = {b.record for b in results if _is_in_backward(b.record)} - changed
    inner = inner if any(b.record not in inner for b in results) else set()
    leaves = {
        leaf
        for variable in session.variables
        if is_gradient(variable.name, known)
        for leaf in variable.every_leaf()
    }
    leaves = {leaf for leaf in leaves if leaf not in needed and not is_step(leaf.name)}
    gradients |= _used_by_gradients(plain, gradients) - changed
    computed = gradients | inner | stored
    return {record for record in computed if record.serial > first} | leaves


def _used_by_gradients(plain: list[Binding], gradients: Set[Record]) -> set[Record]:
    """Values called `dZ2`, without a `Z2`, that go into gradients alone."""
    maybe = [b for b in plain if _UNKNOWN.match(of_object(b.name)[1])]
    if not maybe:
        return set()
    after = _computed_from(gradients, plain)
    names = {base(binding.name) for binding in maybe}
    others = [b.record for b in plain if base(b.name) not in names and b.record not in after]
    needed = set(ancestors(others))
    forward = {base(binding.name) for binding in maybe if binding.record in needed}
    behind = set(ancestors(gradients))
    return {b.record for b in maybe if b.record in behind and base(b.name) not in forward}


def _goes_on(binding: Binding) -> bool:
    """True if a name is given a sum with its own value: `self.w -= rate * dw`."""
    record = binding.record
    if record.op not in (add, sub):
        return False
    own = record.inputs[0]
    return own is binding.before or is_same_variable(own.name, binding.name)


@quick_dataclass(frozen=True, slots=True)
class Differentiated:
    """The results that the code's own gradients are of, by squeezed names: X of `d_X_d_Y`.

    Attributes:
        every: each such name.
        last: those of which no gradient is gradient of another: the loss.
        with_gradient: every name that has a gradient, Y of `d_X_d_Y` or of `dY`.
        called: the numbers in objects on which the code calls `.backward()`.
        gradients: the results that are gradients by their names.
        given: the names with a gradient that the code has as an input, `da = rng.randn(3, 2)`, and
            its shape.
    """

    every: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    with_gradient: frozenset[str] = frozenset()
    called: frozenset[Record] = frozenset()
    gradients: frozenset[Record] = frozenset()
    given: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def find_differentiated(
    session: Session, results: list[Binding], known: Set[str]
) -> Differentiated:
    """The hints on the output in the names of gradients."""
    names = {binding.name for binding in results}
    names.update(leaf.name for v in session.variables for leaf in v.every_leaf())
    names.update(variable.name for variable in session.variables)
    names.update(*session.aliases.values())  # `dqdx = y`
    names = {name for name in names if is_gradient(name, known)}
    gradients = frozenset(binding.record for binding in results if binding.name in names)
    parts = [derivative(name) for name in names]
    pairs = [pair for pair in parts if pair is not None]
    every = frozenset(of for of, _ in pairs if of)
    with_gradient = frozenset(to for _, to in pairs)
    called = frozenset(session.carriers.differentiated)
    given = dict(_given(session, known))
    return Differentiated(every, every - with_gradient, with_gradient, called, gradients, given)


def _given(session: Session, known: Set[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The names whose gradients are inputs, with their shapes; zeros are what sums begin with."""
    for variable in session.variables:
        leaf = variable.leaves
        if isinstance(leaf, Record) and is_gradient(variable.name, known):
            parts = derivative(variable.name)
            if parts is not None and is_array(leaf.value) and leaf.value.any():
                yield parts[1], shape_of(leaf.value)


def _raised_inputs(bindings: list[Binding]) -> set[Record]:
    """The new values of inputs that a result was computed from before: `w[0] -= rate * delta`."""
    raised: set[Record] = set()
    touched: set[Record] = set()
    for binding in bindings:
        record, old = binding.record, binding.before
        if old in touched and (old.is_leaf or old in raised) and record.op in (add, sub):
            raised.add(record)
        _touch(record, touched)
    return raised


def _needed(
    plain: list[Binding], candidates: list[Binding], inputs: Set[str], updates: Set[Record]
) -> set[Record]:
    """The values behind results that are surely no gradients: those at the end of the code."""
    sure = {b.record for b in candidates if not _may_be_forward(b)}
    after = _computed_from(sure, plain)
    consumed = set(ancestors(part for b in candidates for part in b.record.inputs))
    consumed.update(ancestors(part for b in plain if b.name in inputs for part in b.record.inputs))
    differentiated = {
        name for b in candidates if not is_weak(b.name) for name in derivative(b.name) or ()
    }
    touched: set[Record] = set()
    ends: list[Record] = []
    for binding in plain:
        record = binding.record
        is_update = record.op in (add, sub) and record.inputs[0] in touched
        _touch(record, touched)
        if record in updates or (is_update and record.inputs[0].is_leaf):
            continue
        if binding.name in inputs or record in after or _MEASURE.fullmatch(binding.name):
            continue
        if record not in consumed or squeeze(binding.name) in differentiated:
            ends.append(record)
    return set(ancestors(ends, updates.__contains__))


def _touch(record: Record, touched: set[Record]) -> None:
    waiting = list(record.inputs)
    while waiting:
        part = waiting.pop()
        if part not in touched:
            touched.add(part)
            waiting += part.inputs


def _computed_from(roots: Set[Record], bindings: Iterable[Binding]) -> set[Record]:
    reached = set(roots)
    for record in ancestors(binding.record for binding in bindings):
        if not reached.isdisjoint(record.inputs):
            reached.add(record)
    return reached


def _may_be_forward(binding: Binding) -> bool:
    """True if the name may also be that of a step or of a difference."""
    record = binding.record
    operands = [part.name for part in record.inputs] if record.op is sub else []
    return is_weak(binding.name) or is_difference_of(binding.name, operands)


def _is_result(name: str) -> bool:
    """True if a value is a result by its first name: `probs`, though it is `dscores` later."""
    return bool(name) and derivative(name) is None


def _is_in_backward(record: Record) -> bool:
    """True if a backward pass of the code's own, or a function's derivative, has computed it."""
    call: Call | None = record.within
    # A comprehension has code of its own in Python 3.11, but is no call.
    codes = (record.code, call.code if call is not None else None)
    if any(code is not None and _BACKWARD.match(code.co_name) for code in codes):
        return True
    while call is not None:
        if is_derivative_function(call.code.co_name) or _goes_back(call.code):
            return True
        call = call.parent
    return False


def _goes_back(code: CodeType) -> bool:
    """True if a function is called `backprop` and takes a gradient: others go forward first."""
    if not _BACKPROP.search(code.co_name):
        return False
    taken = code.co_varnames[: code.co_argcount]
    return any(is_upstream(name) or is_gradient(name, frozenset()) for name in taken)


def is_derivative_function(name: str) -> bool:
    """True if a function computes another's derivative: `sigmoid_prime`, `reluDeriv`, `dtanh`.

    >>> [is_derivative_function(one) for one in ("sigmoid_prime", "d_relu", "dot", "relu2deriv")]
    [True, True, False, True]
    """
    if _DERIVATIVE.fullmatch(name):
        return True
    of = _OF_ACTIVATION.fullmatch(name)
    if of is not None and of["name"].lower() in _ACTIVATIONS:
        return True
    return name.startswith("d") and name.lstrip("d").lstrip("_").lower() in _ACTIVATIONS
