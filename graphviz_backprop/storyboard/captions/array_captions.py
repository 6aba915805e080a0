"""Captions of arrays: names and shapes, and numbers only of small ones."""

from __future__ import annotations

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.captions.layer_captions import layer_formula
from graphviz_backprop.storyboard.texts.gradients import GradientNames
from graphviz_backprop.storyboard.texts.grid import WRITTEN_OUT, Entry, make_grid, shape_text
from graphviz_backprop.storyboard.texts.labels import entry_text, label, written_into
from graphviz_backprop.storyboard.texts.parentheses import fitted, product, transposed
from graphviz_backprop.storyboard.texts.value_texts import code
from graphviz_backprop.storyboard.texts.words import (
    AFTER,
    BEFORE,
    CONTRIBUTION,
    LOCAL,
    UPSTREAM,
    VALUE,
    Quantity,
    bracketed,
    number,
    words,
)
from graphviz_backprop.values import Value, is_array, is_finite, shape_of

_Factor = tuple[str, Value]


def is_over_arrays(graph: Graph, step: Step) -> bool:
    """True if a step's argument or its result is an array, or its op has no local derivative."""
    edge = step.edge
    if step.local is None:
        return True
    return graph.nodes[edge.producer].is_array or graph.nodes[edge.consumer].is_array


def is_product(graph: Graph, step: Step) -> bool:
    """True if a step is into a factor of a matrix product, of vectors and matrices."""
    consumer = graph.nodes[step.edge.consumer]
    ranks = {len(shape_of(value)) for value in graph.args(consumer)[:2]}
    return consumer.op.is_matrix_product and step.edge.argument < 2 and ranks <= {1, 2}


def code_with_shapes(graph: Graph, node: Node) -> str:
    """`z = np.dot(inputs, weights): (3, 4) @ (4, 3) → (3, 3)`."""
    inputs = [graph.nodes[index] for index in node.inputs]
    is_product = node.op.is_matrix_product and len(inputs) == 2
    sign = " @ " if is_product else ", "
    sizes = list(dict.fromkeys(_size(one.value) for one in inputs))
    shapes = sign.join(_size(one.value) for one in inputs) if len(inputs) < 5 else " ".join(sizes)
    if node.is_written_into:
        new, part = written_into(graph, node)
        written = f"{label(graph, node)} has {new}" if "[" not in part else f"{part} = {new}"
        return f"{written}: {shapes} → {_size(node.value)}"
    name = f"{label(graph, node)} = " if node.name else ""
    written = code(graph, node, [label(graph, one) for one in inputs])
    return f"{name}{written}: {shapes} → {_size(node.value)}"


def assignment(name: str, value: Value, quantity: Quantity) -> str:
    """`x = 1.0`, a small array written out, of another its shape and its range."""
    if not is_array(value):
        return words(name, " = ", number(value, quantity))
    if value.size <= WRITTEN_OUT:
        return f"{name} = {make_grid(value)}"
    return f"{name} {shape_text(value.shape)}: {_range(value)}"


def assigned(graph: Graph, node: Node) -> str:
    """A value by its name: `x = 1.0`."""
    return assignment(label(graph, node), node.value, Quantity(VALUE, node.index))


def _range(value: Value) -> str:
    if not is_finite(value):
        return f"entry {first_trouble(value)}"
    if is_uniform(value):
        return f"all {shown(float(value.flat[0]))}"
    return f"from {shown(float(value.min()), 4)} to {shown(float(value.max()), 4)}"


def is_uniform(value: Value) -> bool:
    """True if all entries of an array are one number."""
    return value.size > 0 and bool((value == value.flat[0]).all())


def product_in_words(backprop: Backprop, step: Step, names: GradientNames) -> str:
    """`inputs.T · dz` where the step is one of a matrix product, or what a known layer does."""
    factors = _factors(backprop, step, names)
    if factors:
        return _product(backprop.graph, *factors, signs="·×")
    upstream = names.of_node(backprop.graph.nodes[step.edge.consumer])
    return layer_formula(backprop.graph, step, upstream)


def sum_of_contributions(step: Step, name: str) -> str:
    """`dy/dx = 3.0 + 3.0 = 6.0`: what was there, and what arrives; of an array where most does."""
    if not is_array(step.after):
        return words(name, " = ", sum_in_numbers(step))
    if not step.contribution.size:
        return f"{name} {shape_text(step.contribution.shape)}"
    entry = steepest_entry(step.contribution)
    before, new, after = (
        shown(float(one[entry])) for one in (step.before, step.contribution, step.after)
    )
    return f"{name}{entry_text(entry)} = {before} + {bracketed(new)} = {after}"


def sum_in_numbers(step: Step) -> str:
    """`3.0 + 3.0 = 6.0`, `3.0 + (-1.0) = 2.0`."""
    before = number(step.before or 0.0, Quantity(BEFORE, step.index), is_operand=True)
    new = number(step.contribution, Quantity(CONTRIBUTION, step.index), is_bracketed=True)
    return words(before, " + ", new, " = ", number(step.after, Quantity(AFTER, step.index)))


def product_in_numbers(step: Step, sign: str) -> str:
    """`-3.0 * 1.0 = -3.0`: the local derivative, upstream, and what arrives.

    In a sentence a negative number behind a sign is in parentheses: `-3.0 × (-1.0) = 3.0`.
    """
    local = number(step.local, Quantity(LOCAL, step.index), is_operand=True)
    is_prose = sign != "*"
    of_upstream = Quantity(UPSTREAM, step.index)
    upstream = number(step.upstream, of_upstream, is_bracketed=is_prose, is_operand=not is_prose)
    contribution = number(step.contribution, Quantity(CONTRIBUTION, step.index))
    return words(local, f" {sign} ", upstream, " = ", contribution)


def steepest_entry(value: Value) -> Entry:
    """The position of the largest number of an array that is not empty, by magnitude."""
    import numpy as np

    numbers = np.nan_to_num(np.abs(np.asarray(value, dtype=float)), nan=-1.0)
    return tuple(int(index) for index in np.unravel_index(int(numbers.argmax()), value.shape))


def first_trouble(value: Value) -> str:
    """`[0, 2] is nan`: the first entry that is no finite number, or ` is nan` of a number."""
    if not is_array(value):
        return f" is {shown(value)}"
    import numpy as np

    found = np.argwhere(~np.isfinite(value))[0]
    entry = tuple(int(index) for index in found)
    return f"{entry_text(entry)} is {shown(float(value[entry]))}"


def _factors(
    backprop: Backprop, step: Step, names: GradientNames
) -> tuple[_Factor, _Factor] | None:
    """The two factors of a step of a matrix product in order, as NumPy has them."""
    graph = backprop.graph
    consumer = graph.nodes[step.edge.consumer]
    if not is_product(graph, step):
        return None
    other = graph.nodes[consumer.inputs[1 - step.edge.argument]]
    name, value = label(graph, other), other.value
    if len(shape_of(value)) > 1:
        name, value = transposed(name), value.T
    upstream = names.of_node(consumer), step.upstream
    return ((name, value), upstream) if step.edge.argument else (upstream, (name, value))


def _product(graph: Graph, left: _Factor, right: _Factor, signs: str = "@*") -> str:
    """`a.T @ dz`, with a number `dz * w`, of two vectors `np.outer(x, dz)`.

    Code in lists has no `outer`: there it is what its loops compute, `x[i] * dz[j]`.
    """
    ranks = len(shape_of(left[1])), len(shape_of(right[1]))
    if ranks == (1, 1) and graph.numbers:
        parts = [fitted(left[0], after="[i]"), fitted(right[0], after="[j]")]
        return product([f"{parts[0]}[i]", f"{parts[1]}[j]"], signs[1])
    if ranks == (1, 1):
        return f"np.outer({left[0]}, {right[0]})"
    return product([left[0], right[0]], signs[0] if all(ranks) else signs[1])


def _size(value: Value) -> str:
    return shape_text(value.shape) if is_array(value) else shown(value)
