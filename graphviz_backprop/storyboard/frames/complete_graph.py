"""The complete graph with all its numbers at once, where the way to them is not shown."""

from __future__ import annotations

from graphviz_backprop.backward import Backprop
from graphviz_backprop.storyboard.frames.folding import Folding
from graphviz_backprop.storyboard.frames.frame import (
    COMPLETE,
    FORWARD,
    RESULT,
    SEED,
    Caption,
    Frame,
    Storyboard,
)

_NOTHING = Caption("", "")


def make_complete_storyboard(backprop: Backprop, folding: Folding) -> Storyboard:
    """Frames without words, of which the last shows all.

    Args:
        backprop: the graph with its gradients.
        folding: which like terms of a sum are drawn as one.
    """
    nodes, steps = range(len(backprop.graph)), range(len(backprop.steps))
    seen = ((FORWARD, nodes, ()), (SEED, (), ()), (RESULT, (), steps), (COMPLETE, (), ()))
    frames = tuple(
        Frame(index, kind, tuple(appears), tuple(arriving), _NOTHING, "")
        for index, (kind, appears, arriving) in enumerate(seen)
    )
    return Storyboard(backprop, frames, folding)
