"""Which upstream gradients an entry is made of, and how many passes it takes to tell."""

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.backward.backprop import backpropagate, gradients_of_leaves
from graphviz_backprop.storyboard.derivation import upstream_terms
from graphviz_backprop.storyboard.derivation.upstream_terms import counterparts

RUN = """
import numpy as np
x = np.linspace(-1, 1, {size})
w = np.linspace(0.5, 1.5, {size})
h = x
for i in range(20):
    h = {operation}
y = np.sum(h)
"""
BY_ENTRY = "np.tanh(h * w)"
MIXED = "np.tanh(h * w + np.cumsum(h) / 50)"


def found_at(code, monkeypatch, entry=(3,)):
    """The box's backward pass, its step to x, what is found of an entry, and the passes for it."""
    backprop = gb.run(code=code).backprop
    (box,) = (node for node in backprop.graph.nodes if node.is_plain_box)
    step = next(one for one in backprop.steps if one.edge.consumer == box.index)
    asked, handed_on = [], upstream_terms.handed_on

    def counted(*given):
        asked.append(given)
        return handed_on(*given)

    monkeypatch.setattr(upstream_terms, "handed_on", counted)
    return box, step, counterparts(backprop, box, step, entry), len(asked)


@pytest.mark.parametrize("size", [40, 2_000])
def test_an_entry_made_of_its_own_place_takes_two_passes_of_any_size(size, monkeypatch):
    _, step, found, passes = found_at(RUN.format(size=size, operation=BY_ENTRY), monkeypatch)
    ((place, weight),) = found
    assert (place, passes) == ((3,), 2)
    assert weight * step.upstream[3] == pytest.approx(step.contribution[3], rel=1e-12)


def test_of_several_places_all_are_found(monkeypatch):
    _, step, found, passes = found_at(RUN.format(size=20, operation=MIXED), monkeypatch)
    assert [place for place, _ in found] == [(place,) for place in range(3, 20)]
    total = sum(weight * step.upstream[place] for place, weight in found)
    assert total == pytest.approx(step.contribution[3], rel=1e-9)
    assert passes > 2


def test_what_takes_too_long_is_not_told(monkeypatch):
    monkeypatch.setattr(upstream_terms, "_MOST_WORK", 20_000)
    _, _, found, passes = found_at(RUN.format(size=20, operation=MIXED), monkeypatch)
    assert found is None
    assert passes < 20


@pytest.mark.parametrize("operation", [BY_ENTRY, MIXED, "h * h * w"])
def test_a_pass_that_keeps_nothing_gives_the_same_gradients(operation, monkeypatch):
    box, step, _, _ = found_at(RUN.format(size=8, operation=operation), monkeypatch)
    kept = backpropagate(box.inner, step.upstream).gradients
    alone = gradients_of_leaves(box.inner, step.upstream)
    for leaf in range(len(box.inputs)):
        np.testing.assert_array_equal(alone[leaf], kept[leaf])
    operators = {node.index for node in box.inner.operators()} - {box.inner.output}
    assert operators
    assert all(alone[index] is None for index in operators)
