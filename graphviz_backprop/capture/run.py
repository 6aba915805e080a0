"""A reader's file, run as `python FILE` or Jupyter would run it, and the graphs of its passes."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.capture.cells.execution import execute
from graphviz_backprop.capture.data import settle_data
from graphviz_backprop.capture.hooks.limits import calm_collector
from graphviz_backprop.capture.passes.choice import Choice, choose, refuse_nothing
from graphviz_backprop.capture.passes.finding import Pass, Passes, find_passes
from graphviz_backprop.capture.passes.listing import Listing, list_passes
from graphviz_backprop.capture.passes.restart import restart
from graphviz_backprop.capture.tape.session import Session
from graphviz_backprop.capture.view import build_view
from graphviz_backprop.graph import Graph
from graphviz_backprop.levels import AS_RULED, View
from graphviz_backprop.sources import Program


def run_program(
    program: Program, of: str | None = None, choice: Choice = "first", view: View = AS_RULED
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
    with calm_collector():
        session = Session()
        execute(program, session)
        settle_data(session)
        passes = find_passes(session, of)
        chosen = choose(session, passes, program.name, choice, of)
        return tuple(_graph(session, passes, one, program.name, view) for one in chosen)


def list_program(program: Program, of: str | None = None) -> Listing:
    """Run the code and return what was found in it: its passes and its gradients.

    Raises:
        BackpropError: the code is no Python or raises, or there is nothing to differentiate.
    """
    with calm_collector():
        session = Session()
        execute(program, session)
        settle_data(session)
        passes = find_passes(session, of)
        refuse_nothing(session, passes, program.name, of)
        return list_passes(session, passes, program.name)


def _graph(session: Session, passes: Passes, one: Pass, source: str, view: View) -> Graph:
    restarted, output = restart(session, passes, one)
    graph = build_view(restarted, output, source, view, stretch=one.stretch)
    is_first = one is passes.complete()[0]
    return graph if is_first else replace(graph, pass_number=one.number)
