"""Graphs of arrays, built by hand: layers, softmax, losses, and shapes and numbers at the edge."""

from __future__ import annotations

import numpy as np

from graphviz_backprop.graph import Graph, Handwritten, Node
from graphviz_backprop.movies import Movie
from graphviz_backprop.ops import (
    CONSTANT,
    LEAF,
    OPS,
    add,
    div,
    exp,
    log,
    maximum,
    mul,
    neg,
    relu,
    sub,
)
from graphviz_backprop.ops.arrays import (
    array,
    array_max,
    clip,
    concatenate,
    dot,
    index,
    matmul,
    mean,
    put,
    reshape,
    stack,
    total,
    transpose,
    where,
)

INPUTS = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
WEIGHTS = np.array([[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]])
BIASES = np.array([[2.0, 3.0, 0.5]])
DVALUES = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [3.0, 3.0, 3.0]])


class Builder:
    """Adds nodes one by one, each computed by its op's own forward."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.variables: dict[str, int] = {}

    def leaf(self, name, value):
        self.variables[name] = len(self.nodes)
        return self._add(LEAF, (), value, name)

    def constant(self, value, name=""):
        return self._add(CONSTANT, (), value, name)

    def op(self, op, *inputs, name="", **options):
        args = tuple(self.nodes[one].value for one in inputs)
        with np.errstate(all="ignore"):
            if op.is_elementwise:
                value = _elementwise(op, args)
            else:
                value = op.forward(*map(np.asarray, args), **options)
        return self._add(op, inputs, value, name, options)

    def graph(self, **more):
        return Graph(tuple(self.nodes), len(self.nodes) - 1, dict(self.variables), **more)

    def movie(self, **more):
        return Movie(self.graph(**more))

    def _add(self, op, inputs, value, name, options=None):
        value = np.array(value)
        value.setflags(write=False)
        value = value if value.shape else value.item()
        self.nodes.append(Node(len(self.nodes), op, inputs, value, name, options=options or {}))
        return len(self.nodes) - 1


def _elementwise(op, args):
    forward = np.frompyfunc(lambda *numbers: op.forward(*map(float, numbers)), len(args), 1)
    return np.asarray(forward(*args), dtype=float)


def positions(value, key):
    """The flat positions that an index takes, as `index` and `put` want them."""
    return np.arange(value.size).reshape(value.shape)[key]


def dense(dtype=float):
    build = Builder()
    inputs = build.leaf("inputs", INPUTS.astype(dtype))
    weights = build.leaf("weights", WEIGHTS.astype(dtype))
    biases = build.leaf("biases", BIASES.astype(dtype))
    product = build.op(dot, inputs, weights)
    z = build.op(add, product, biases, name="z")
    build.op(relu, z, name="y")
    return build.movie(seed=Handwritten("dvalues", DVALUES, None), source="layer.py")


def softmax():
    build = Builder()
    z = build.leaf("z", np.array([[0.7, 0.1, 0.2], [0.1, 2.0, -1.0]]))
    top = build.op(array_max, z, axis=1, keepdims=True)
    shifted = build.op(sub, z, top)
    powers = build.op(exp, shifted, name="exp_values")
    sums = build.op(total, powers, axis=1, keepdims=True)
    probabilities = build.op(div, powers, sums, name="probabilities")
    places = positions(build.nodes[probabilities].value, (range(2), [0, 1]))
    build.op(index, probabilities, positions=places, text="[range(n), y]", name="correct")
    return build.movie()


def cross_entropy():
    build = Builder()
    p = build.leaf("p", np.array([[0.7, 0.1, 0.2], [0.1, 0.5, 0.4], [0.02, 0.9, 0.08]]))
    clipped = build.op(clip, p, low=1e-7, high=1 - 1e-7)
    places = positions(INPUTS[:, :3], (range(3), [0, 1, 1]))
    correct = build.op(index, clipped, positions=places, text="[range(3), y]", name="correct")
    losses = build.op(neg, build.op(log, correct), name="losses")
    build.op(mean, losses, name="loss")
    return build.movie()


def wide():
    """A network of 2 inputs, 64 hidden neurons and 3 outputs for a batch of 300."""
    random = np.random.default_rng(0)
    build = Builder()
    x = build.leaf("X", random.normal(size=(300, 2)))
    w1 = build.leaf("W1", 0.5 * random.normal(size=(2, 64)))
    b1 = build.leaf("b1", np.zeros((1, 64)))
    w2 = build.leaf("W2", 0.2 * random.normal(size=(64, 3)))
    b2 = build.leaf("b2", np.zeros((1, 3)))
    hidden = build.op(relu, build.op(add, build.op(matmul, x, w1), b1), name="hidden")
    scores = build.op(add, build.op(matmul, hidden, w2), b2, name="scores")
    build.op(mean, build.op(OPS["square"], scores), name="loss")
    return build.movie()


def vectors():
    build = Builder()
    x, w = build.leaf("x", np.array([1.0, -2.0, 3.0])), build.leaf("w", np.array([-3.0, -1.0, 2.0]))
    b = build.leaf("b", 1.0)
    z = build.op(add, build.op(dot, x, w), b, name="z")
    build.op(relu, z, name="y")
    return build.movie()


def matrix_and_vectors():
    build = Builder()
    x, w = build.leaf("x", INPUTS[0]), build.leaf("W", WEIGHTS)
    v = build.leaf("v", np.array([1.0, 2.0, -1.0]))
    build.op(matmul, build.op(matmul, x, w, name="h"), v, name="y")
    return build.movie()


def one_by_n():
    build = Builder()
    x, w = build.leaf("x", INPUTS[:1]), build.leaf("W", WEIGHTS)
    h = build.op(matmul, x, w, name="h")
    build.op(total, build.op(mul, h, h), name="y")
    return build.movie()


def zero_size():
    build = Builder()
    x, w = build.leaf("x", np.zeros((0, 4))), build.leaf("W", WEIGHTS)
    h = build.op(matmul, x, w, name="h")
    build.op(total, build.op(relu, h), name="y")
    return build.movie()


def single():
    return dense(np.float32)


def extremes():
    build = Builder()
    values = np.array(
        [[1.2345e-7, -3.5e8, 0.0], [12345.678, np.nan, 0.00012345], [2.0, -np.inf, 1]]
    )
    x = build.leaf("x", values)
    scaled = build.op(mul, x, build.constant(2.0), name="scaled")
    build.op(maximum, scaled, build.constant(np.array([0.0, 1.0, 2.0])), name="y")
    return build.movie()


def pages():
    build = Builder()
    x = build.leaf("x", np.arange(24.0).reshape(2, 3, 4))
    w = build.leaf("w", np.array([1.0, -1.0, 0.5, 2.0]))
    build.op(mean, build.op(mul, x, w, name="xw"), axis=(0, 2), name="y")
    return build.movie()


def movers():
    """Ops that only move numbers, and a value that is used several times."""
    build = Builder()
    x = build.leaf("x", INPUTS)
    turned = build.op(transpose, x, positions=positions(INPUTS, ...).T, text=".T")
    flat = build.op(
        reshape, x, positions=positions(INPUTS, ...).reshape(4, 3), text=".reshape(4, 3)"
    )
    both = build.op(concatenate, turned, flat, axis=0, name="both")
    mask = build.nodes[both].value > 2.0
    chosen = build.op(where, both, build.constant(0.0), mask=mask)
    first = build.op(index, chosen, positions=positions(np.zeros((8, 3)), 0), text="[0]")
    changed = build.op(
        put, chosen, first, positions=positions(np.zeros((8, 3)), 1), text="[1]", name="changed"
    )
    pair = build.op(stack, changed, both, axis=0)
    build.op(mean, build.op(mul, pair, pair), name="y")
    return build.movie()


def numbers_and_arrays():
    build = Builder()
    a, b = build.leaf("a", 2.0), build.leaf("b", -3.0)
    both = build.op(array, a, b, build.op(mul, a, b), shape=(3,), name="v")
    scaled = build.op(mul, both, a)
    build.op(total, scaled, name="y")
    return build.movie()


def layers():
    """Known formulas as one operation each: dense, softmax, cross-entropy."""
    build = Builder()
    x, w = build.leaf("inputs", INPUTS), build.leaf("weights", WEIGHTS)
    z = build.op(OPS["dense"], x, w, build.leaf("biases", BIASES), name="z")
    p = build.op(OPS["softmax"], z, name="p")
    build.op(OPS["cross_entropy"], p, targets=np.eye(3)[[0, 1, 1]], name="loss")
    return build.movie()


def last_layer():
    build = Builder()
    z = build.leaf("z", np.array([[0.7, 0.1, 0.2], [0.1, 2.0, -1.0]]))
    targets = np.eye(3)[[0, 1]]
    build.op(OPS["softmax_cross_entropy"], z, targets=targets, name="loss")
    return build.movie()


def dead():
    """A ReLU that lets nothing through."""
    build = Builder()
    x, w = build.leaf("x", INPUTS), build.leaf("W", -np.abs(WEIGHTS) * 10)
    z = build.op(matmul, build.op(OPS["square"], x), w, name="z")
    build.op(total, build.op(relu, z, name="h"), name="y")
    return build.movie()


ARRAY_GRAPHS = {
    make.__name__: make
    for make in (
        dense,
        softmax,
        cross_entropy,
        wide,
        vectors,
        matrix_and_vectors,
        one_by_n,
        zero_size,
        single,
        extremes,
        pages,
        movers,
        numbers_and_arrays,
        dead,
        layers,
        last_layer,
    )
}
