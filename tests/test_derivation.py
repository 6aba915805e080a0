"""How a step over arrays is explained: the numbers that are shown are those that were computed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

import graphviz_backprop as gb
import graphviz_backprop.ops.arrays
from graphviz_backprop.backward import backpropagate
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.ops import LEAF, OPS, add, div, maximum, mul, sub
from graphviz_backprop.storyboard import is_over_arrays, make_grid
from graphviz_backprop.storyboard.derivation.operand_texts import ELEMENTS, FORMULA, MOVE, PRODUCT
from graphviz_backprop.storyboard.derivation.working import make_working
from graphviz_backprop.values import is_array
from tests.array_graphs import ARRAY_GRAPHS, INPUTS, WEIGHTS, Builder

assert graphviz_backprop.ops.arrays  # it registers its ops

ON_ARRAYS = [
    (op, sample) for op in list(OPS.values()) if not op.is_elementwise for sample in op.samples
]


def workings(backprop):
    return [
        make_working(backprop, step)
        for step in backprop.steps
        if is_over_arrays(backprop.graph, step)
    ]


def of_sample(op, sample):
    """The backward pass through one op, from gradients that are all different."""
    *args, options = sample if isinstance(sample[-1], dict) else (*sample, {})
    build = Builder()
    leaves = [build.leaf(f"x{number}", value) for number, value in enumerate(args)]
    build.op(op, *leaves, name="y", **options)
    graph = build.graph()
    shape = graph.nodes[-1].shape
    seed = np.random.default_rng(1).normal(size=shape) if shape else 1.5
    return backpropagate(graph, seed)


def mistakes(working):
    """What is not so: in the terms, in the entries that are outlined, in the whole product."""
    step, entry = working.step, working.entry
    found = []
    if entry is not None and working.sign != FORMULA:
        whole = sum(math.prod(term) for term in working.terms)
        number = float(np.asarray(step.contribution)[entry])
        if not np.isclose(whole, number, rtol=1e-9, atol=1e-12, equal_nan=True):
            found.append(f"the terms are {whole}, the entry is {number}")
        shown = working.in_windows() if working.is_large else working
        if is_array(shown.result.value) and shown.result.picked:
            grid = make_grid(np.asarray(shown.result.value), shown.result.window)
            if grid.place(shown.result.picked[0]) is None:
                found.append(f"{entry} is not shown")
    for number, operand in enumerate(working.operands if working.terms else ()):
        factors = [term[-1 if working.sign == MOVE else number] for term in working.terms]
        there = [float(np.asarray(operand.value)[place]) for place in operand.picked]
        if operand.picked and not np.array_equal(there, factors, equal_nan=True):
            found.append(f"operand {number}: {there} is outlined, {factors} are the factors")
    if working.sign != MOVE and not np.allclose(
        _product(working), _explained(working), equal_nan=True
    ):
        found.append("the product is not the contribution")
    if not np.array_equal(np.ravel(working.result.value), _explained(working), equal_nan=True):
        found.append("the result is not the contribution")
    return found


def _explained(working):
    """The contribution, or that to one sample where it is computed sample by sample."""
    whole = np.asarray(working.step.contribution)
    return np.ravel(whole if working.row is None else whole[working.row])


def _product(working):
    if working.sign == FORMULA:
        return np.ravel(_of_formula(working))
    left, right = (operand.value for operand in working.operands)
    if working.sign == PRODUCT:
        return np.ravel(left @ right)
    return np.ravel(np.sum(np.multiply(left, right), axis=working.axes or ()))


_APPLIED = {"−": np.subtract, "/": np.divide, "·": np.multiply}


def _of_formula(working):
    """From the left to the right: `(a - b) / n · g`; the outlined entries are in the same place."""
    total = 0.0
    for operand in working.operands:
        value = np.asarray(operand.value)
        sign = operand.sign.strip("() ")
        assert (
            operand.picked == ((),) if not value.ndim else operand.picked[0][0] == working.entry[0]
        )
        total = _APPLIED[sign](total, value) if sign else value
    return total


@pytest.mark.parametrize("name", ARRAY_GRAPHS)
def test_the_explained_entry_is_the_sum_of_its_terms(name):
    found = workings(ARRAY_GRAPHS[name]().backprop)
    assert found
    assert [mistakes(one) for one in found] == [[]] * len(found)


@pytest.mark.parametrize(
    ("op", "sample"), ON_ARRAYS, ids=[f"{op.name}{k}" for k, (op, _) in enumerate(ON_ARRAYS)]
)
def test_every_op_on_arrays_is_explained(op, sample):
    for one in workings(of_sample(op, sample)):
        assert mistakes(one) == []
        assert one.entry is not None or np.size(one.step.contribution) == 0


@pytest.mark.parametrize("op", [add, sub, mul, div, maximum], ids=lambda op: op.name)
@pytest.mark.parametrize(
    "shapes",
    [((3, 4), (4,)), ((3, 4), (3, 1)), ((3, 4), ()), ((), (4,)), ((2, 3, 4), (3, 1)), ((1,), (5,))],
    ids=str,
)
def test_broadcasting_is_explained(op, shapes):
    random = np.random.default_rng(0)
    for one in workings(of_sample(op, tuple(random.normal(size=shape) for shape in shapes))):
        assert one.sign == ELEMENTS
        assert mistakes(one) == []


def test_a_wrong_term_is_found():
    (one, *_) = workings(ARRAY_GRAPHS["matrix_and_vectors"]().backprop)
    (first, second), *rest = one.terms
    assert mistakes(replace(one, terms=((first + 1.0, second), *rest)))
    other = replace(one.operands[0], value=one.operands[0].value + 1.0)
    assert mistakes(replace(one, operands=(other, one.operands[1])))


def test_the_weights_of_the_layer_are_explained_by_a_row_and_a_column():
    backprop = ARRAY_GRAPHS["dense"]().backprop
    one = workings(backprop)[-1]
    assert one.sign == PRODUCT
    assert one.entry == (1, 0)
    assert one.terms == ((2.0, 1.0), (5.0, 2.0), (2.7, 3.0))
    assert one.total == pytest.approx(20.1)
    assert np.array_equal(one.operands[0].value, INPUTS.T)
    assert one.operands[0].picked == ((1, 0), (1, 1), (1, 2))
    assert one.operands[1].picked == ((0, 0), (1, 0), (2, 0))
    assert one.result.picked == ((1, 0),)


def test_a_vector_stands_as_a_row_or_a_column():
    backprop = ARRAY_GRAPHS["matrix_and_vectors"]().backprop
    shapes = [
        (*(operand.value.shape for operand in one.operands), one.result.value.shape)
        for one in workings(backprop)
    ]
    assert shapes == [
        ((1, 1), (1, 3), (1, 3)),  # dh = dy · vᵀ
        ((3, 1), (1, 1), (3, 1)),  # dv = hᵀ · dy
        ((1, 3), (3, 4), (1, 4)),  # dx = dh · Wᵀ
        ((4, 1), (1, 3), (4, 3)),  # dW = xᵀ · dh
    ]


def test_a_biass_gradient_is_summed_over_the_batch():
    backprop = ARRAY_GRAPHS["dense"]().backprop
    one = next(w for w in workings(backprop) if w.axes)
    assert one.axes == (0,)
    assert one.terms == ((1.0, 1.0), (1.0, 2.0), (1.0, 3.0))
    assert one.operands[0].value == 1.0


def test_of_a_large_product_the_fullest_of_all_entries_is_explained_in_a_window():
    (one,) = [w for w in workings(ARRAY_GRAPHS["wide"]().backprop) if w.sign == PRODUCT][-1:]
    counts = (one.operands[0].value != 0).astype(int) @ (one.operands[1].value != 0).astype(int)
    most = np.where(counts == counts.max(), np.abs(one.step.contribution), -1.0)
    assert one.entry == np.unravel_index(int(most.argmax()), most.shape)
    left, right = one.in_windows().operands
    assert left.window[1] == right.window[0]  # the same terms in both
    products = np.abs([math.prod(term) for term in one.terms])
    assert set(left.window[1]) == set(np.argsort(-products, kind="stable")[:3].tolist())
    assert one.entry[0] in left.window[0]
    assert len(left.window[0]) == min(3, left.value.shape[0])


SQUARED = [
    lambda z: np.sum(np.maximum(z, 0.0) ** 2),
    lambda z: np.mean(np.square(np.maximum(z, 0.0))),
    lambda z: np.sum(np.maximum(z, 0.0) * np.maximum(z, 0.0)),
]


@pytest.mark.parametrize("loss", SQUARED)
def test_what_is_said_to_be_blocked_is(loss):
    """Behind a squared ReLU the upstream gradient of all that is blocked is zero."""
    movie = gb.trace(loss, z=np.array([[0.5, -1.0], [2.0, -0.5]]), level="array")
    blocked = {one.blocked for one in workings(movie.backprop)} - {None}
    assert blocked == {(0, 1)}


def test_of_a_gate_one_entry_that_passes_and_one_that_is_blocked_are_shown():
    (one,) = [w for w in workings(ARRAY_GRAPHS["wide"]().backprop) if w.blocked is not None]
    local, upstream = (operand.value for operand in one.operands)
    assert local[one.entry] == 1.0
    assert local[one.blocked] == 0.0
    assert abs(upstream[one.blocked]) == np.abs(upstream[local == 0]).max()
    grid = make_grid(one.in_windows().result.value, one.in_windows().result.window)
    assert None not in (grid.place(one.entry), grid.place(one.blocked))


def test_what_only_moves_is_found_where_it_came_from():
    graph = Graph(
        (
            Node(0, LEAF, (), WEIGHTS, "w"),
            Node(
                1,
                OPS["transpose"],
                (0,),
                WEIGHTS.T,
                "y",
                options={"positions": np.arange(12).reshape(4, 3).T},
            ),
        ),
        1,
        {"w": 0},
    )
    (one,) = workings(backpropagate(graph, np.arange(12.0).reshape(3, 4)))
    assert one.is_copy
    assert one.entry == (3, 2)
    assert one.operands[0].picked == ((2, 3),)
