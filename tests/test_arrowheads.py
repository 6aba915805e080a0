"""No box of a calculation stands on the arrowhead of the wire that it explains."""

from __future__ import annotations

import pytest

from tests.cases import CASES
from tests.layout_graphs import movie_of_program

HEADS = 1  # of an active wire's inks, the one behind the wire itself


def covered_heads(scene):
    """The steps whose box meets the arrowhead that is seen with it."""
    boxes = {mark.born: mark.inks[0].box for mark in scene.marks if mark.kind == "calculation"}
    found = []
    for mark in scene.marks:
        if mark.kind != "active" or mark.born not in boxes or len(mark.inks) <= HEADS:
            continue
        box = boxes[mark.born].grown(1.0)
        points = getattr(mark.inks[HEADS], "points", ())
        found += [
            mark.born for x, y in points if box.left < x < box.right and box.top < y < box.bottom
        ]
    return found


@pytest.mark.parametrize("name", ["RNN, 3 steps", "attention 2 x 2", "LSTM cell"])
def test_no_box_covers_an_arrowhead(name):
    assert covered_heads(movie_of_program(name).rendering.scene) == []


@pytest.mark.parametrize("fit", ["natural", "phone"])
def test_nor_in_the_books_neuron(fit):
    assert covered_heads(CASES["neuron"].movie().replace(fit=fit).rendering.scene) == []
