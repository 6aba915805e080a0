"""How one step over arrays is computed: what is multiplied, and one entry of the result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import numpy as np

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Node
from graphviz_backprop.storyboard.captions.array_captions import is_product, is_uniform
from graphviz_backprop.storyboard.captions.layer_captions import DENSE
from graphviz_backprop.storyboard.derivation.layer_derivation import layer_working
from graphviz_backprop.storyboard.derivation.operand_texts import (
    ELEMENTS,
    GRADIENT,
    LOCAL,
    MOVE,
    PRODUCT,
    VALUE,
    Derivation,
    Operand,
    by_steepness,
    fullest,
    result_of,
    steepest,
)
from graphviz_backprop.storyboard.derivation.upstream_terms import UpstreamTerms, counterparts
from graphviz_backprop.storyboard.texts.grid import Entry
from graphviz_backprop.values import Value, shape_of

_TRIES = 12


def make_working(backprop: Backprop, step: Step) -> Derivation:
    """The calculation of a step over arrays."""
    node = backprop.graph.nodes[step.edge.consumer]
    if step.local is not None:
        return _elements(step, step.local, node.op.gate)
    if is_product(backprop.graph, step):
        return _product(backprop, node, step)
    if node.op.name in DENSE and step.edge.argument == 2:
        return _elements(step, 1.0)
    return layer_working(backprop, node, step) or _move(backprop, node, step)


def _product(backprop: Backprop, node: Node, step: Step) -> Derivation:
    """The gradient of the left factor is g · bᵀ, that of the right one aᵀ · g."""
    a, b = (np.asarray(value, dtype=float) for value in backprop.graph.args(node)[:2])
    rows, columns = (a[None, :] if a.ndim == 1 else a), (b[:, None] if b.ndim == 1 else b)
    upstream = np.reshape(step.upstream, (rows.shape[0], columns.shape[1]))
    is_right = step.edge.argument == 1
    left, right = (rows.T, upstream) if is_right else (upstream, columns.T)
    whole = np.reshape(step.contribution, (left.shape[0], right.shape[1]))
    counts = (left != 0).astype(float) @ (right != 0).astype(float)  # floats multiply faster
    entry = fullest(step.contribution, counts.reshape(shape_of(step.contribution)))
    place: Entry = (0, 0)
    terms: tuple[tuple[float, ...], ...] = ()
    if entry is not None:
        place = entry if len(entry) == 2 else (entry[0], 0) if is_right else (0, entry[0])
        terms = tuple(zip(left[place[0]].tolist(), right[:, place[1]].tolist(), strict=True))
    row = tuple((place[0], k) for k in range(len(terms)))
    column = tuple((k, place[1]) for k in range(len(terms)))
    other, its = node.inputs[1 - step.edge.argument], node.index
    operands = (
        (Operand(left, VALUE, other, True, row), Operand(right, GRADIENT, its, False, column))
        if is_right
        else (Operand(left, GRADIENT, its, False, row), Operand(right, VALUE, other, True, column))
    )
    result = Operand(whole, GRADIENT, step.edge.producer, False, (place,) if terms else ())
    return Derivation(step, PRODUCT, operands, result, entry, terms)


def _elements(step: Step, slope: Value, is_gate: bool = False) -> Derivation:
    """Local derivative times upstream, summed where the argument was broadcast."""
    upstream = np.asarray(step.upstream, dtype=float)
    local = np.broadcast_to(np.asarray(slope, dtype=float), upstream.shape)
    entry = steepest(step.contribution)
    places = () if entry is None else tuple(_places(entry, step.contribution, upstream.shape))
    terms = tuple((float(local[one]), float(upstream[one])) for one in places)
    shape = (1,) * (upstream.ndim - len(shape_of(step.contribution))) + shape_of(step.contribution)
    axes = tuple(k for k, n in enumerate(shape) if n != upstream.shape[k] or k < _extra(step))
    operands = (
        Operand(float(local.flat[0]), LOCAL, None)
        if is_uniform(local)
        else Operand(local, LOCAL, None, False, places),
        Operand(step.upstream, GRADIENT, step.edge.consumer, False, places),
    )
    result = result_of(step, entry)
    blocked = _blocked(local, upstream) if is_gate and not axes else None
    return Derivation(step, ELEMENTS, operands, result, entry, terms, axes, blocked=blocked)


def _blocked(local: Value, upstream: Value) -> Entry | None:
    """Of what a gate blocks the entry whose upstream gradient is largest; None if all passes."""
    is_blocked = local == 0
    if not is_blocked.any() or is_blocked.all():
        return None
    # Behind a ReLU that is squared all upstream gradients of what is blocked are 0.
    entry = steepest(np.where(is_blocked, 1.0 + np.abs(upstream), 0.0))
    return entry if entry is not None and is_blocked[entry] else None


def _move(backprop: Backprop, node: Node, step: Step) -> Derivation:
    """Any other op on whole arrays: which upstream gradients an entry is made of."""
    entry, found = _explained(backprop, node, step)
    numbers = np.asarray(step.upstream, dtype=float)
    terms = tuple((weight, float(numbers[place])) for place, weight in found)
    picked = tuple(place for place, _ in found)
    operand = Operand(step.upstream, GRADIENT, step.edge.consumer, False, picked)
    return Derivation(step, MOVE, (operand,), result_of(step, entry), entry, terms)


def _explained(backprop: Backprop, node: Node, step: Step) -> tuple[Entry | None, UpstreamTerms]:
    """The entry to explain: the largest of those that are made of a few upstream gradients."""
    for entry in islice(by_steepness(step.contribution), _TRIES):
        found = counterparts(backprop, node, step, entry)
        if found is not None:
            return entry, found
    return None, ()


def _extra(step: Step) -> int:
    """How many axes the result has more than the argument."""
    return len(shape_of(step.upstream)) - len(shape_of(step.contribution))


def _places(entry: Entry, contribution: Value, shape: tuple[int, ...]) -> Iterator[Entry]:
    """The positions in the op's result that one entry of an argument was broadcast to."""
    own = shape_of(contribution)
    extra = len(shape) - len(own)
    ranges = [range(length) for length in shape[:extra]]
    for position, mine, length in zip(entry, own, shape[extra:], strict=True):
        ranges.append(range(length) if mine == 1 else range(position, position + 1))
    yield from product(*ranges)
