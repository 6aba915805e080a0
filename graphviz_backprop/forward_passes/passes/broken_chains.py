"""What is said of loops whose rounds, one going on from the other, are too many to draw."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.tracing.rounds.long_chains import ROUNDS
from graphviz_backprop.tracing.tape.record import ancestors
from graphviz_backprop.tracing.tape.session import Session


def tell_of_broken_chains(session: Session, passes: Passes, drawn: list[Pass]) -> Iterator[str]:
    """A line for each such loop: what its rounds compute is an input of what comes after.

    Args:
        session: the run.
        passes: all that was found in it.
        drawn: the passes that are shown; a line names the outputs that depend on such an input.
    """
    for chain in session.chains:
        outputs, names = [], []
        for one in drawn:
            inputs = [record for record in passes.inputs(one) if record in chain.inputs]
            outputs += [one.ends[0].record.name] if inputs and one.ends else []
            names += [passes.name(record) for record in inputs]
        if not outputs:
            names = [record.name for record in chain.inputs if record.name]
        after = f" of {_listed(outputs)}" if outputs else " after it"
        yield f"{chain.text}; {_listed(names)} is an input{after}" if names else chain.text


def refuse_broken_chain(session: Session, one: Pass, source: str) -> None:
    """Refuse a pass whose output is what such rounds compute.

    Raises:
        BackpropError: the output, and the rounds.
    """
    for record in ancestors([one.output]):
        if record.op is ROUNDS:
            texts = "; ".join(chain.text for chain in session.chains)
            raise BackpropError(f"{source}: {one.output.name} is not drawn: {texts}")


def _listed(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names))
