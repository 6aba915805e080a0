"""A reader's file, run as `python FILE` or Jupyter would run it, and the graphs of its passes."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.capture.build_view import build_view
from graphviz_backprop.execute.execution import execute
from graphviz_backprop.forward_passes.choose_passes import Choice, choose, refuse_nothing
from graphviz_backprop.forward_passes.finding import Pass, Passes, find_passes
from graphviz_backprop.forward_passes.generated_data import settle_generated_data
from graphviz_backprop.forward_passes.listing import Listing, list_passes
from graphviz_backprop.forward_passes.restart import restart
from graphviz_backprop.graph import Graph, carry
from graphviz_backprop.levels import DEFAULT_VIEW, View
from graphviz_backprop.sources import Program
from graphviz_backprop.tracing.hooks.interpreter_limits import paused_gc
from graphviz_backprop.tracing.tape.session import Session


def run_program(
    program: Program, of: str | None = None, choice: Choice = "first", view: View = DEFAULT_VIEW
) -> tuple[Graph, ...]:
    """Run the code and return the graphs of its passes (see `passes` and `output` for the rules).

    Args:
        program: what a source read.
        of: the name of the output, where the rule is not to choose it.
        choice: which passes are wanted.
        view: how they are looked at.

    Raises:
        BackpropError: the code is no Python or raises, or it has no such pass or no one output.
    """
    with paused_gc():
        session = Session()
        execute(program, session)
        settle_generated_data(session)
        passes = find_passes(session, of)
        chosen = choose(session, passes, program.name, choice, of)
        return tuple(_graph(session, passes, one, program.name, view) for one in chosen)


def list_program(program: Program, of: str | None = None) -> Listing:
    """Run the code and return what was found in it: its passes and its gradients.

    Raises:
        BackpropError: the code is no Python or raises, or there is nothing to differentiate.
    """
    with paused_gc():
        session = Session()
        execute(program, session)
        settle_generated_data(session)
        passes = find_passes(session, of)
        refuse_nothing(session, passes, program.name, of)
        return list_passes(session, passes, program.name)


def _graph(session: Session, passes: Passes, one: Pass, source: str, view: View) -> Graph:
    restarted, output = restart(session, passes, one)
    graph = build_view(restarted, output, source, view, serials=one.serials)
    is_first = one is passes.complete()[0]
    return carry(graph if is_first else replace(graph, pass_number=one.number))
