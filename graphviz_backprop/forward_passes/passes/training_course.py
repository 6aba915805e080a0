"""The passes of a training run: each starts from the inputs that the code updated after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphviz_backprop.chosen_steps import choose_steps
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.values import is_array, is_finite


def training_course(passes: Passes, source: str) -> list[Pass]:
    """The longest chain of complete passes of one output, of equals the first.

    Raises:
        BackpropError: no pass starts from updated inputs.
    """
    chains = list(_chains(passes))
    longest = max(chains, key=len, default=[])
    if len(longest) < 2:
        raise BackpropError(
            f"{source}: no forward pass after an update was found; --descend N takes N steps of "
            "its own"
        )
    return longest


def course_output(one: Pass) -> float:
    """The output of a pass, of an array the sum of its entries."""
    value = one.output.value
    return float(value.sum()) if is_array(value) else float(value)


def shown_of_course(chain: Sequence[Pass]) -> list[Pass]:
    """Those that are shown: the first ones, those by change, and the last."""
    outputs = [course_output(one) for one in chain]
    return [chain[at] for at in choose_steps(outputs)]


def _chains(passes: Passes) -> Iterator[list[Pass]]:
    chain: list[Pass] = []
    for one in passes.complete():
        if not is_finite(one.output.value):
            continue
        goes_on = chain and one.output.name == chain[-1].output.name
        if not goes_on or not any(passes.is_cut(one, part) for part in passes.inputs(one)):
            yield chain
            chain = []
        chain.append(one)
    yield chain
