"""A transcript: the forward and the backward pass in words, with every number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.graph import Node, Place
from graphviz_backprop.numerals import shown
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import (
    FORWARD,
    SEED,
    Frame,
    GradientNames,
    label,
    sentence_of_step,
    shape_text,
)
from graphviz_backprop.values import Value, is_array, shape_of

_MARKER = b"Made by graphviz_backprop."
_MOST_ENTRIES = 64  # of an array whose entries are all told
_INDENT = "   "


def transcript(rendering: Rendering, tick: Tick) -> bytes:
    """The movie in words: each frame a paragraph, each number that appears a line."""
    return ("\n".join(_lines(rendering, tick)) + "\n").encode("utf-8", "replace")


def _lines(rendering: Rendering, tick: Tick) -> Iterator[str]:
    storyboard, graph = rendering.storyboard, rendering.graph
    names = GradientNames(storyboard.backprop)
    yield rendering.title
    yield "=" * len(rendering.title)
    for frame in storyboard.frames:
        caption = frame.caption
        yield ""
        yield f"{caption.count}. {caption.sentence}.{_where(caption.place)}"
        if caption.code and not _tells_numbers_alone(rendering, frame):
            yield f"{_INDENT}{caption.code}"
        yield from (f"{_INDENT}{line}" for line in caption.judged)
        yield from _values(rendering, frame)
        yield from _gradients(rendering, frame, names)
        yield from (f"{_INDENT}{line}" for line in map(str, caption.vectors))
        if caption.remark:
            yield f"{_INDENT}{caption.remark}."
        tick()
    yield ""
    yield "All gradients"
    for node in graph.nodes:
        if node.is_leaf or node.index == graph.output:
            gradient = storyboard.backprop.gradients[node.index]
            yield from _told(names.of_node(node), gradient)
    yield ""
    yield _MARKER.decode()


def _tells_numbers_alone(rendering: Rendering, frame: Frame) -> bool:
    """The code of a frame has nothing but the numbers that are told under it anyway."""
    nodes = [rendering.graph.nodes[index] for index in frame.appears]
    return len(frame.steps) > 1 or (len(nodes) > 1 and all(node.is_leaf for node in nodes))


def _values(rendering: Rendering, frame: Frame) -> Iterator[str]:
    """The values that this frame shows for the first time, unless its code has the only one."""
    nodes = [rendering.graph.nodes[index] for index in frame.appears]
    if frame.kind == FORWARD and (len(nodes) > 1 or any(is_array(node.value) for node in nodes)):
        yield from _all_told(rendering, nodes)


def _all_told(rendering: Rendering, nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield from _told(label(rendering.graph, node), node.value)


def _gradients(rendering: Rendering, frame: Frame, names: GradientNames) -> Iterator[str]:
    """What arrives: of several steps each in a sentence, of arrays their entries."""
    backprop = rendering.backprop
    if frame.kind == SEED and is_array(backprop.seed):
        output = rendering.graph.nodes[rendering.graph.output]
        yield from _told(names.name(output), backprop.seed)
    for number in frame.steps:
        step = backprop.steps[number]
        if len(frame.steps) > 1:
            yield f"{_INDENT}{sentence_of_step(backprop, step, names)}."
        if is_array(step.after):
            yield from _told(names.of_step(step)[0], step.after)


def _told(name: str, value: Value) -> Iterator[str]:
    """A number on one line, an array row by row, a large one by its shape and its ends."""
    if not is_array(value):
        yield f"{_INDENT}{name} = {shown(value)}"
        return
    array = np.asarray(value)
    if array.size > _MOST_ENTRIES:
        least, most = shown(float(array.min())), shown(float(array.max()))
        yield f"{_INDENT}{name}, {shape_text(shape_of(value))}: from {least} to {most}"
        return
    yield f"{_INDENT}{name} ="
    for row in np.atleast_2d(array).reshape(-1, array.shape[-1]):
        yield f"{_INDENT * 2}[{', '.join(shown(float(entry)) for entry in row)}]"


def _where(place: Place | None) -> str:
    """The line of the reader's file that has it, if any does."""
    return f" ({place})" if place else ""


FORMATS.add("txt", MovieFormat(transcript, _MARKER, is_drawn=False))
