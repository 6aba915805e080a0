"""Every op on whole arrays against finite differences, and against autograd: also broadcast."""

from __future__ import annotations

import itertools

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from graphviz_backprop.backward import backpropagate
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels import View
from graphviz_backprop.ops import LEAF, OPS
from tests.op_references import DOMAINS, ELEMENTWISE, WHOLE
from tests.plainly import run_with_hooks

STEP = 1e-6
WHOLE_OPS = {name: op for name, op in OPS.items() if not op.is_elementwise}
ELEMENT_OPS = {name: op for name, op in OPS.items() if op.is_elementwise}
SHAPES = [(), (3,), (1, 3), (3, 1), (1, 1), (2, 3), (0,), (0, 3), (2, 1, 2)]
PAIRS = [
    ((), (3,)),
    ((3,), ()),
    ((3, 1), (1, 4)),
    ((4,), (3, 4)),
    ((1, 3), (3,)),
    ((1, 1), (2, 2)),
    ((2, 1, 3), (2, 1)),
    ((0,), ()),
    ((0, 3), (3,)),
    ((1, 0), (4, 1)),
]


def parted(sample):
    """The arguments as arrays, and the options."""
    options = sample[-1] if isinstance(sample[-1], dict) else {}
    args = sample[: len(sample) - bool(options)] if options else sample
    args = [one for one in args if not isinstance(one, dict)]
    return [np.asarray(one, dtype=float) for one in args], options


def upstream(value):
    """Some gradient from the next layer, another for each element."""
    return np.random.default_rng(0).uniform(-2, 2, np.shape(value))


def gradients(op, args, value, options=None):
    """Those of the package, for a graph of this one op."""
    leaves = [Node(at, LEAF, (), one) for at, one in enumerate(args)]
    node = Node(len(args), op, tuple(range(len(args))), value, options=options or {})
    found = backpropagate(Graph((*leaves, node), len(args), {}), upstream(value)).gradients
    return [np.asarray(one) for one in found[: len(args)]]


def by_autograd(reference, args, options=None):
    def total(*values):
        value = reference(*values, **(options or {}))
        return anp.sum(value * upstream(reference(*args, **(options or {}))))

    return [np.asarray(one) for one in autograd.grad(total, tuple(range(len(args))))(*args)]


def by_differences(function, args, options):
    weights = upstream(function(*args, **options))
    found = []
    for number, argument in enumerate(args):
        slopes = np.zeros(argument.shape)
        for place in np.ndindex(argument.shape):
            sides = []
            for step in (STEP, -STEP):
                moved = [one.copy() for one in args]
                moved[number][place] += step
                sides.append(np.sum(function(*moved, **options) * weights))
            slopes[place] = (sides[0] - sides[1]) / (2 * STEP)
        found.append(slopes)
    return found


def assert_equal(found, expected, tolerance=1e-12):
    assert [one.shape for one in found] == [one.shape for one in expected]
    for one, wanted in zip(found, expected, strict=True):
        assert one == pytest.approx(wanted, rel=tolerance, abs=tolerance)


WHOLE_SAMPLES = [
    pytest.param(op, sample, id=f"{name}-{at}")
    for name, op in WHOLE_OPS.items()
    for at, sample in enumerate(op.samples)
]


@pytest.mark.parametrize(("op", "sample"), WHOLE_SAMPLES)
def test_gradients_of_whole_arrays_are_finite_differences(op, sample):
    args, options = parted(sample)
    found = gradients(op, args, op.forward(*args, **options), options)
    assert_equal(found, by_differences(op.forward, args, options), 1e-7)


@pytest.mark.parametrize(("op", "sample"), WHOLE_SAMPLES)
def test_gradients_of_whole_arrays_are_autograds(op, sample):
    args, options = parted(sample)
    value = op.forward(*args, **options)
    reference = WHOLE[op.name]
    assert np.shape(value) == np.shape(reference(*args, **options))
    assert np.asarray(value) == pytest.approx(np.asarray(reference(*args, **options)), rel=1e-12)
    assert_equal(gradients(op, args, value, options), by_autograd(reference, args, options))


@pytest.mark.parametrize("op", WHOLE_OPS.values(), ids=WHOLE_OPS)
def test_every_op_on_whole_arrays_is_complete(op):
    """One without samples would not be checked, one without a rule could not be drawn."""
    assert op.samples
    assert op.formula
    assert op.name in WHOLE
    assert len(op.gradients) == len(op.vjps) or op.variadic
    assert op.gradients


def values(*shapes, domain=(0.3, 2.5)):
    """Numbers above zero, no two alike: at a tie or a pole there is no derivative."""
    rng = np.random.default_rng(1)
    return [rng.uniform(*domain, shape) for shape in shapes]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("name", [name for name, op in ELEMENT_OPS.items() if not op.variadic])
def test_each_element_of_an_array_has_its_own_gradient(name, shape):
    op = ELEMENT_OPS[name]
    args = values(*[shape] * len(op.vjps), domain=DOMAINS.get(name, (0.3, 2.5)))
    value = ELEMENTWISE[name](*args)
    assert_equal(gradients(op, args, value), by_autograd(ELEMENTWISE[name], args))


TAKES_TWO = [name for name, op in ELEMENT_OPS.items() if op.variadic or len(op.vjps) == 2]


@pytest.mark.parametrize("shapes", PAIRS, ids=str)
@pytest.mark.parametrize("name", TAKES_TWO)
def test_a_broadcast_argument_gets_the_sum(name, shapes):
    args = values(*shapes)
    value = ELEMENTWISE[name](*args)
    found = gradients(ELEMENT_OPS[name], args, value)
    assert_equal(found, by_autograd(ELEMENTWISE[name], args))


@pytest.mark.parametrize("name", ["add", "max", "min", "select"])
def test_three_arguments_are_broadcast_together(name):
    args = values((2, 1), (3,), ())
    value = ELEMENTWISE[name](*args)
    assert_equal(gradients(ELEMENT_OPS[name], args, value), by_autograd(ELEMENTWISE[name], args))


@pytest.mark.parametrize("name", ["matmul", "dot"])
@pytest.mark.parametrize(
    "shapes",
    [
        ((3,), (3,)),
        ((1, 3), (3, 1)),
        ((3, 1), (1, 3)),
        ((1,), (1, 1)),
        ((2, 3), (3,)),
        ((0,), (0,)),
    ],
    ids=str,
)
def test_products_of_all_ranks(name, shapes):
    args = values(*shapes)
    value = ELEMENTWISE.get(name, WHOLE[name])(*args)
    assert_equal(gradients(OPS[name], args, value), by_autograd(WHOLE[name], args))


REDUCED = ["numpy.sum", "numpy.mean", "numpy.max", "numpy.min"]


@pytest.mark.parametrize("keepdims", [False, True])
@pytest.mark.parametrize("axis", [None, 0, 1, 2, -1, -3, (0, 1), (2, 0), (-1, 0), (0, 1, 2), ()])
@pytest.mark.parametrize("name", REDUCED)
def test_reductions_along_all_axes(name, axis, keepdims):
    args, options = values((2, 1, 3)), {"axis": axis, "keepdims": keepdims}
    found = gradients(OPS[name], args, WHOLE[name](*args, **options), options)
    assert_equal(found, by_differences(OPS[name].forward, args, options), 1e-7)


@pytest.mark.parametrize("name", ["numpy.sum", "numpy.mean"])
def test_a_reduction_of_nothing_gives_no_gradient(name):
    (found,) = gradients(OPS[name], [np.zeros((0, 3))], np.zeros(3), {"axis": 0})
    assert found.shape == (0, 3)


# The rule where an op has a kink: of equal ones the first gets all, and at zero nothing passes.
TIES = [
    ("max", [[1.0, 2.0], [1.0, 0.0]], [[1.0, 1.0], [0.0, 0.0]]),
    ("min", [[1.0, 2.0], [1.0, 3.0]], [[1.0, 1.0], [0.0, 0.0]]),
    ("relu", [[0.0, -1.0, 2.0]], [[0.0, 0.0, 1.0]]),
    ("abs", [[0.0, -1.0, 2.0]], [[0.0, -1.0, 1.0]]),
    ("sign", [[0.0, -1.0, 2.0]], [[0.0, 0.0, 0.0]]),
]


@pytest.mark.parametrize(("name", "args", "expected"), TIES, ids=[one[0] for one in TIES])
def test_ties_between_elements(name, args, expected):
    arrays = [np.array(one) for one in args]
    value = ELEMENTWISE[name](*arrays)
    found = gradients(OPS[name], arrays, value)
    wanted = [np.array(one) * upstream(value) for one in expected]
    assert_equal(found, wanted)


@pytest.mark.parametrize("name", ["max", "min", "numpy.max", "numpy.min"])
def test_a_tie_gives_away_as_much_as_autograd_does(name):
    """Autograd splits it; both are choices between the slopes on either side."""
    x = np.array([[1.0, 3.0, 3.0], [3.0, 1.0, 1.0]])
    other = np.array([[1.0, 3.0, 4.0], [2.0, 0.5, 1.0]])
    args, reference = ([x], WHOLE[name]) if name in WHOLE else ([x, other], ELEMENTWISE[name])
    found = gradients(OPS[name], args, reference(*args))
    expected = by_autograd(reference, args)
    assert sum(map(np.sum, found)) == pytest.approx(sum(map(np.sum, expected)))
    assert sum(map(np.count_nonzero, found)) < sum(map(np.count_nonzero, expected))


@pytest.mark.parametrize(("axis", "first"), [(None, [[0, 1, 0], [0, 0, 0]]), (1, [[0, 1, 0]] * 2)])
def test_the_first_of_the_largest_gets_all(axis, first):
    x = np.array([[1.0, 3.0, 3.0], [0.0, 3.0, 1.0]])
    value = np.max(x, axis=axis)
    (found,) = gradients(OPS["numpy.max"], [x], value, {"axis": axis})
    weights = upstream(value)
    assert_equal([found], [np.array(first) * (weights if axis is None else weights[:, None])])


def test_a_value_on_the_bound_passes_a_clip():
    x = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    value = np.clip(x, -1, 1)
    (found,) = gradients(OPS["clip"], [x], value, {"low": -1.0, "high": 1.0})
    assert_equal([found], [np.array([0, 1, 1, 1, 0]) * upstream(value)])


DTYPES = ["float16", "float32", "float64", "int64", "uint8"]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("level", ["element", "array"])
def test_the_types_are_kept_and_gradients_are_doubles(dtype, level):
    code = (
        f"import numpy as np\nx = np.array([1, 2, 3], dtype=np.{dtype})\nm = x > 1\n"
        "z = np.maximum(x * x, 2)[::-1]\ny = z.sum() * m\n"
    )
    run = run_with_hooks(code)
    found = run.gradients("y", level)
    assert np.array(found["x"]).tolist() == [0.0, 8.0, 12.0]
    assert np.array(found["x"]).dtype == float
    types = {one: run.names[one].dtype for one in "xz"}
    assert types == {"x": dtype, "z": dtype}


def test_an_array_of_the_graph_has_the_type_that_it_has_in_the_code():
    code = "import numpy as np\nx = np.array([1, 2], dtype=np.float32)\ny = np.exp(x) @ x\n"
    graph = run_with_hooks(code).backprop("y", View(level="array")).graph
    assert {node.value.dtype.name for node in graph.nodes if node.is_array} == {"float32"}


def test_a_wrong_gradient_is_found():
    x, weights = values((2, 3), (3, 2))
    value = x @ weights
    found = gradients(OPS["matmul"], [x, weights], value)
    found[1] = found[1] + 1e-6
    with pytest.raises(AssertionError):
        assert_equal(found, by_autograd(anp.matmul, [x, weights]))


def test_no_op_is_left_out():
    assert set(ELEMENTWISE) == set(ELEMENT_OPS)
    assert set(WHOLE) == set(WHOLE_OPS)
    assert not set(itertools.chain(ELEMENTWISE, WHOLE)) - set(OPS)
