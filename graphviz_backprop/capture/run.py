"""A reader's file, run as `python FILE` or Jupyter would run it, and the graphs of its passes."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

from graphviz_backprop.capture.build_backward import backward_note, build_backward
from graphviz_backprop.capture.build_view import build_view
from graphviz_backprop.collector import paused_gc
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.execute.execution import execute
from graphviz_backprop.forward_passes.data.generated_data import settle_generated_data
from graphviz_backprop.forward_passes.data.overwritten_entries import settle_overwritten_entries
from graphviz_backprop.forward_passes.data.start_values import settle_start_values
from graphviz_backprop.forward_passes.lists.list_backward import list_backward
from graphviz_backprop.forward_passes.lists.listing import list_passes
from graphviz_backprop.forward_passes.passes.alike_rounds import find_rhythm
from graphviz_backprop.forward_passes.passes.backward_alone import find_backward_alone
from graphviz_backprop.forward_passes.passes.broken_chains import (
    refuse_broken_chain,
    tell_of_broken_chains,
)
from graphviz_backprop.forward_passes.passes.choose_passes import (
    Choice,
    choose,
    pass_with_one_number,
    refuse_nothing,
)
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.forward_passes.passes.hidden_results import hidden_results
from graphviz_backprop.forward_passes.passes.restart import restart
from graphviz_backprop.forward_passes.passes.stored_numbers import stored_numbers
from graphviz_backprop.forward_passes.passes.training_course import course_output, training_course
from graphviz_backprop.forward_passes.passes.unnamed_results import find_passes_at_end
from graphviz_backprop.graph import Captured, Graph, carry
from graphviz_backprop.graph.listed import Listing
from graphviz_backprop.levels import (
    DEFAULT_VIEW,
    ELEMENT,
    View,
    tell_what_is_not_drawn,
    tell_what_stays_numbers,
)
from graphviz_backprop.sources import Program
from graphviz_backprop.tracing.rounds.long_chains import count_nodes
from graphviz_backprop.tracing.rounds.schedule import Rounds, Schedule, schedule_of
from graphviz_backprop.tracing.tape.list_inputs import has_long_list
from graphviz_backprop.tracing.tape.numpy_support import support
from graphviz_backprop.tracing.tape.record import ancestors
from graphviz_backprop.tracing.tape.session import MOST_NODES, Session

# Numbers that are asked for one by one may be more than is drawn: JSON has them all.
_MOST_ONE_BY_ONE = 200_000


def run_program(
    program: Program, of: str | None = None, choice: Choice = "first", view: View = DEFAULT_VIEW
) -> tuple[Graph, ...]:
    """The graphs alone, see `capture_program`; an error where the code failed."""
    captured = capture_program(program, of, choice, view)
    if captured.failed:
        raise BackpropError(captured.failed)
    return captured.graphs


def capture_program(
    program: Program,
    of: str | None = None,
    choice: Choice = "explained",
    view: View = DEFAULT_VIEW,
    rounds: Rounds = (),
) -> Captured:
    """Run the code and return the graphs of its passes (see `finding` and `output` for the rules).

    Args:
        program: what a source read.
        of: the name of the output, where the rule is not to choose it.
        choice: which passes are wanted.
        view: how they are looked at.
        rounds: the rounds of loops that are recorded; empty for the first ones, powers of two and
            the last.

    Raises:
        BackpropError: the code is no Python or raises, or it has no such pass or no one output.
    """
    schedule = schedule_of(rounds, choice if isinstance(choice, int) else 0)
    is_one_by_one = view.level == ELEMENT and not view.is_drawn
    most_nodes = _MOST_ONE_BY_ONE if is_one_by_one else MOST_NODES
    with paused_gc():
        session, passes, failed = _run(program, of, schedule, most_nodes)
        if choice in ("explained", "first", "last", "all", 1):
            alone = find_backward_alone(session, passes, of)
            if alone is not None:
                graph = build_backward(session, alone, program.name, view)
                note = backward_note(alone, program.name)
                notes = (*_notes(session, program), note)
                return Captured((carry(graph),), notes, "", failed, _reason_of_stop(session))
        try:
            chosen = choose(session, passes, program.name, choice, of)
        except BackpropError:
            if session.stopped or failed:  # what stopped the code is the reason
                reason = session.stopped or failed.partition("; what ran")[0]
                raise BackpropError(reason) from None
            raise
        is_by_rule = choice == "explained"
        graphs = [_graph(session, passes, one, program.name, view, is_by_rule) for one in chosen]
        reason = "for which the code computes the most gradients itself"
        may_be_other = is_by_rule and of is None and not view.seeds_array
        if may_be_other and _starts_from_ones(graphs[0]):
            of_one_number = pass_with_one_number(passes, chosen[0])
            if of_one_number is not None:
                chosen, reason = (
                    [of_one_number],
                    f"whose output is one number, as {chosen[0].output.name} is not",
                )
                graphs = [_graph(session, passes, of_one_number, program.name, view, is_by_rule)]
        hidden = [
            f"{program.name}: {text}; {one.ends[0].record.name} is drawn instead"
            for one in chosen
            for text in hidden_results(passes, one, program.name)
        ]
        unused = [
            f"{program.name}: {text}"
            for graph in graphs
            for text in (*tell_what_is_not_drawn(graph), *tell_what_stays_numbers(graph, view))
        ]
        hidden += dict.fromkeys(unused)
        hidden += dict.fromkeys(_others(one, program.name) for one in chosen if one.others)
        outputs = [one.output for one in chosen]
        hidden += stored_numbers(session, outputs, program.name)
        hidden += [
            f"{program.name}: {text}" for text in tell_of_broken_chains(session, passes, chosen)
        ]
        chosen_by_rule = _choice(passes, chosen[0], program.name, reason) if is_by_rule else ""
        notes = (*_notes(session, program), *hidden)
        captured = Captured(tuple(graphs), notes, chosen_by_rule, failed, _reason_of_stop(session))
        if choice != "course":
            return captured
        course = training_course(passes, program.name)
        kept = tuple((one.number, course_output(one)) for one in course)
        return replace(captured, numbers=tuple(one.number for one in chosen), kept=kept)


def list_program(program: Program, of: str | None = None, rounds: Rounds = ()) -> Listing:
    """Run the code and return what was found in it: its passes and its gradients.

    Raises:
        BackpropError: the code is no Python or raises, or there is nothing to differentiate.
    """
    schedule = schedule_of(rounds)
    with paused_gc():
        session, passes, failed = _run(program, of, schedule, MOST_NODES)
        session.notes += [failed] if failed else []
        alone = find_backward_alone(session, passes, of)
        if alone is not None:
            listing = list_backward(session, passes, alone, program.name)
            return replace(listing, stopped=_reason_of_stop(session))
        try:
            refuse_nothing(session, passes, program.name, of)
        except BackpropError:
            if session.stopped:
                raise BackpropError(session.stopped) from None
            raise
        session.notes += tell_of_broken_chains(session, passes, passes.complete())
        return replace(list_passes(session, passes, program.name), stopped=_reason_of_stop(session))


def _run(
    program: Program, of: str | None, schedule: Schedule, most_nodes: int
) -> tuple[Session, Passes, str]:
    """Run the code: what it left behind, its passes, and what failed once there were some."""
    session = Session(most_nodes=most_nodes)
    failed = execute(program, session, find_rhythm, schedule)
    settle_generated_data(session)
    settle_start_values(session)
    settle_overwritten_entries(session)
    return session, find_passes_at_end(session, of), failed


def _reason_of_stop(session: Session) -> str:
    """Why the code did not run to its end, where what it left is shown."""
    return f"{session.stopped}; what it computed before is shown" if session.stopped else ""


def _graph(
    session: Session, passes: Passes, one: Pass, source: str, view: View, is_by_rule: bool
) -> Graph:
    refuse_broken_chain(session, one, source)
    restarted, output = restart(session, passes, one)
    restarted = replace(restarted, updated=passes.updated(one, session.updated))
    if view.level != ELEMENT and has_long_list(restarted) and find_spec("numpy"):
        support()
        from graphviz_backprop.tracing.arrays.long_lists import batched

        restarted, output = batched(restarted, output)
    count = count_nodes(ancestors([output]))
    if count > 2 * session.most_nodes:  # of some more fewer may be left; that takes long
        _refuse_too_many(count, source, session.most_nodes, view)
    graph = build_view(restarted, output, source, view, serials=one.serials)
    _refuse_too_many(len(graph), source, session.most_nodes, view)
    is_unnumbered = is_by_rule or one is passes.complete()[0]
    return carry(graph if is_unnumbered else replace(graph, pass_number=one.number))


def _starts_from_ones(graph: Graph) -> bool:
    """True if code with gradients of its own does not tell what the output's gradient is."""
    output = graph.nodes[graph.output]
    return output.is_array and graph.seed is None and bool(graph.handwritten)


def _refuse_too_many(count: int, source: str, most: int, view: View) -> None:
    if count > most:
        is_written = view.level == ELEMENT and view.is_drawn and count <= _MOST_ONE_BY_ONE
        raise BackpropError(
            f"{source}: {count:,} numbers are too many to draw one by one, {most:,} at "
            "most; make arrays of the lists with np.array, or the lists shorter"
            + ("; the format json alone has them all" if is_written else "")
        )


def _others(one: Pass, source: str) -> str:
    """The line on outputs of the same name in other objects."""
    name, count = one.output.name, len(one.others) + 1
    return (
        f"{source}: {count} objects have a result {name} that nothing uses; the last one is drawn; "
        "a number computed from all of them, such as a loss, would be the output"
    )


def _choice(passes: Passes, one: Pass, source: str, reason: str) -> str:
    """Which pass the rule has chosen and why, where that is not the first."""
    if one is passes.complete()[0]:
        return ""
    return (
        f"{source}: pass {one.number} of {passes.every[-1].number} is drawn, {reason}; "
        "--pass draws another"
    )


def _notes(session: Session, program: Program) -> list[str]:
    """The notes on what could not be followed, each line with the file's name."""
    return [
        note if note.startswith(program.name) else f"{program.name}: {note}"
        for note in session.notes
    ]
