"""Which passes of a file are drawn, and what is said where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from types import CodeType
from typing import Literal

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.forward_passes.outputs.nondifferentiable import refuse_nondifferentiable
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.forward_passes.passes.hidden_results import hidden_results
from graphviz_backprop.forward_passes.passes.incomplete import listed
from graphviz_backprop.forward_passes.passes.training_course import shown_of_course, training_course
from graphviz_backprop.forward_passes.roles.handwritten_gradients import handwritten
from graphviz_backprop.graph.gradient_names import is_gradient
from graphviz_backprop.ops import add, sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session

# A pass by its number; of the complete ones the most explained, the first, the last, or all; of a
# training run those that are shown of its course.
Choice = int | Literal["explained", "first", "last", "all", "course"]
MOST_PASSES = 20


def choose(
    session: Session, passes: Passes, source: str, choice: Choice, of: str | None
) -> list[Pass]:
    """The passes to draw.

    The most explained one is the complete pass for which the code computes the most gradients
    itself; of equals it is the first. The last is that of such an output (see `_last_trained`).

    Raises:
        BackpropError: nothing numeric was computed, no such name, or there is no such pass or none
            that is complete.
    """
    refuse_nothing(session, passes, source, of)
    if isinstance(choice, int):
        return [_numbered(passes, source, choice)]
    complete = passes.complete()
    if not complete:
        hidden = [text for one in passes.every for text in hidden_results(passes, one, source)]
        reason = hidden[0] if hidden else passes.every[0].incomplete_because
        raise BackpropError(f"{source}: {reason}; choose with --of NAME")
    if choice == "all" and len(complete) > MOST_PASSES:
        raise BackpropError(
            f"{source}: {len(complete)} passes are too many to draw at once, {MOST_PASSES} at "
            "most; see them with 'list' and choose one with --pass N"
        )
    if choice == "course":
        return shown_of_course(training_course(passes, source))
    if choice in ("all", "first"):
        return complete if choice == "all" else complete[:1]
    counts = _gradients_in(session, passes, source)
    explained = max(complete, key=lambda one: (counts[one.number], -one.number))
    return [explained if choice == "explained" else _last_trained(explained, complete, counts)]


def pass_with_one_number(passes: Passes, drawn: Pass) -> Pass | None:
    """The first pass whose output is one number, computed from inputs of the drawn one.

    It is drawn instead where nobody knows what gradient the array starts with that the drawn pass
    ends with: `o` of `delta = o; delta[rows, y] -= 1`, where the loss is computed elsewhere.
    """
    known = {passes.name(record) for record in passes.inputs(drawn)}
    for one in passes.complete():
        names = {passes.name(record) for record in passes.inputs(one)}
        if one.output.is_single and not known.isdisjoint(names):
            return one
    return None


def _gradients_in(session: Session, passes: Passes, source: str) -> Counter[int]:
    """How many gradients the code computes itself in each pass, by its number."""
    records = {binding.record.serial: binding.record for binding in session.bindings}
    serials = {  # `grads["dw"]` may be the gradient that was called `dw` before
        serial
        for gradient, serial in handwritten(session, source)
        if is_gradient(gradient.name, passes.roles.known)
        and not _adds_to_earlier(records.get(serial), passes.of_serial(serial), session.woken)
    }
    with_gradients = [passes.of_serial(serial) for serial in serials]
    return Counter(one.goes_on_in or one.number for one in with_gradients)


def _last_trained(explained: Pass, complete: list[Pass], counts: Counter[int]) -> Pass:
    """The last pass with an output of a name that is trained.

    What a network is tested with, or predicts at the end, is another output: most of its passes
    have no gradients. So is a validation's `loss` behind the rounds of a training: where it is
    computed, no pass has any. Behind one step alone it is what this has led to.
    """
    passes = Counter(one.output.name for one in complete)
    trained = Counter(one.output.name for one in complete if counts[one.number])
    names = {name for name, count in trained.items() if 2 * count >= passes[name]}
    names.add(explained.output.name)
    of_name = [one for one in complete if not names.isdisjoint(_names_of_output(one))]
    trained_at = [_places(one) for one in complete if counts[one.number]] or [_places(explained)]
    every = set().union(*trained_at)
    # The last round may have one more name: `w, final = fit()`.
    rounds = [
        one
        for one in of_name
        if (own := _places(one)) <= every or any(places <= own for places in trained_at)
    ]
    return rounds[-1] if len(rounds) > 1 else of_name[-1]


def _places(one: Pass) -> set[tuple[CodeType | None, int]]:
    """Where the code gives its names to the output of a pass, in a function and outside."""
    named = (binding for binding in one.results if binding.record is one.output)
    return {(binding.code, binding.line) for binding in named}


def _names_of_output(one: Pass) -> set[str]:
    """The names of its output: `loss`, and `final` for what `w, final = fit()` has returned."""
    same = {binding.name for binding in one.results if binding.record is one.output}
    return same | {one.output.name}


def _adds_to_earlier(gradient: Record | None, own: Pass, woken: Container[Record]) -> bool:
    """True if it adds to what earlier passes left there: data's gradient that nobody sets to 0."""
    if gradient is None or gradient.op not in (add, sub):
        return False
    before = gradient.inputs[0]
    return before in woken or (bool(before.inputs) and before.serial < own.serials.start)


def refuse_nothing(session: Session, passes: Passes, source: str, of: str | None) -> None:
    """Raise an error where there is nothing to draw.

    Raises:
        BackpropError: nothing numeric was computed, nothing of this name, or it has no derivative.
    """
    results = [binding for one in passes.every for binding in one.results]
    if of is None and not results:
        _refuse_decided(source, session.bindings)
    if of not in {binding.name for binding in results}:
        _refuse_decided(source, [one for one in session.bindings if one.name == of])
    if of is not None and all(binding.name != of for binding in results):
        late = f" in the first {session.budget} operations" if session.is_dormant else ""
        names = [binding.name for binding in results]
        known = f"; its results are {listed(names)}" if results else ""
        raise BackpropError(f"{source}: no result is named {of!r}{late}{known}")
    if not results and session.notes:  # what was not recorded may be what is missing
        raise BackpropError(f"{source}: {session.notes[0]}")
    if not results:
        raise BackpropError(
            f"{source}: nothing to differentiate: no named result is computed from a named number; "
            "assign the inputs, plain numbers or lists of them, and the output to variables"
        )


def _refuse_decided(source: str, bindings: list[Binding]) -> None:
    for binding in reversed(bindings):
        refuse_nondifferentiable(source, binding.name, binding.record)


def _numbered(passes: Passes, source: str, number: int) -> Pass:
    count = passes.every[-1].number
    one = next((one for one in passes.every if one.number == number), None)
    if one is None and 1 <= number <= count:
        raise BackpropError(
            f"{source}: pass {number} was not recorded; --rounds records the rounds that you choose"
        )
    if one is None:
        there = f"there are {count} passes" if count > 1 else "there is one pass"
        raise BackpropError(f"{source}: no pass {number}: {there}; 'list' shows what was found")
    if one.incomplete_because:
        raise BackpropError(
            f"{source}: pass {number} is not complete: {one.incomplete_because}; choose another "
            "('list' shows what was found), or its output with --of NAME"
        )
    return one
