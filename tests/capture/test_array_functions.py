"""NumPy's functions of whole arrays that are an op of their own: in every way they are called."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from graphviz_backprop.levels import ARRAY, View
from tests.array_slopes import differences
from tests.capture.test_array_calls import program
from tests.plainly import run_with_hooks

# The op on arrays, and a call of it.
CALLS = """
prod: np.prod(m)
prod: np.sum(np.prod(m, axis=0) * x)
prod: np.sum(m.prod(axis=1, keepdims=True) * m)
prod: np.sum(np.prod(t, (0, 2)))
prod: np.sum(np.multiply.reduce(m) * x)
cumsum: np.sum(np.cumsum(m) * np.arange(6))
cumsum: np.sum(np.cumsum(m, axis=0) * m)
cumsum: np.sum(m.cumsum(1) * m)
cumsum: np.sum(np.add.accumulate(m) * m)
diff: np.sum(np.diff(x) ** 2)
diff: np.sum(np.diff(m, axis=0) * x)
diff: np.sum(np.diff(m, 2) ** 2)
var: np.var(x)
var: np.sum(np.var(m, axis=0) * x)
var: np.sum(m.var(1, ddof=1, keepdims=True) * m)
var: np.sum(np.var(t, axis=(0, 2)))
std: np.std(x) * b
std: np.sum(np.std(m, 0, ddof=0) * x)
std: np.sum(m.std(axis=-1, keepdims=True) * m)
norm: np.linalg.norm(x)
norm: np.linalg.norm(x, 1) * b
norm: np.linalg.norm(x, ord=np.inf) * b
norm: np.linalg.norm(x, 3) * b
norm: np.linalg.norm(m)
norm: np.linalg.norm(m, keepdims=True)
norm: np.linalg.vector_norm(x) * b
norm: np.linalg.vector_norm(m)
norm: np.linalg.vector_norm(m, axis=1, ord=3)
norm: np.linalg.vector_norm(m, keepdims=True)
norm: np.linalg.matrix_norm(m)
norm: np.linalg.matrix_norm(m, keepdims=True)
norm: np.linalg.norm(m, "fro") * b
norm: np.sum(np.linalg.norm(m, axis=1) * w[:2])
norm: np.sum(m / np.linalg.norm(m, axis=1, keepdims=True) * x)
outer: np.sum(np.outer(x, w) ** 2)
outer: np.sum(np.outer(m, x) ** 2)
inner: np.sum(np.inner(m, m) ** 2)
inner: np.sum(np.inner(m, x) ** 2)
vdot: np.vdot(m, m)
vdot: np.vdot(x, w) * b
tensordot: np.sum(np.tensordot(m, m.T, 1) ** 2)
tensordot: np.tensordot(m, m * 2)
tensordot: np.sum(np.tensordot(t, m, axes=([1], [0])) ** 2)
tensordot: np.sum(np.multiply.outer(m, x) ** 2)
einsum: np.sum(np.einsum("ij,kj->ik", m, m) ** 2)
einsum: np.sum(np.einsum("ij,j", m, x) ** 2)
einsum: np.einsum("i,i->", x, w)
einsum: np.sum(np.einsum("...ij,kj->...ik", t, m[:, :2]) ** 2)
einsum: np.einsum("ij,kj,j->", m, m, x)
einsum: np.einsum("ii", m[:, :2]) * b
roll: np.sum(np.roll(x, 1) * w)
roll: np.sum(np.roll(m, -1, axis=1) * m)
repeat: np.sum(np.repeat(x, 2) * np.arange(6))
repeat: np.sum(m.repeat([1, 2], axis=0) * np.arange(9).reshape(3, 3))
tile: np.sum(np.tile(x, 2) * np.arange(6))
tile: np.sum(np.tile(x, (2, 1)) * m)
sort: np.sum(np.sort(x) * w)
sort: np.sum(np.sort(m, axis=0) * m)
sort: np.sum(np.sort(m, axis=None) * np.arange(6))
pad: np.sum(np.pad(m, 1) * np.arange(20).reshape(4, 5))
pad: np.sum(np.pad(x, (2, 1), constant_values=3.0) ** 2)
pad: np.sum(np.pad(x, (1, 2), "constant", constant_values=(3.0, -2.0)) ** 2)
pad: np.sum(np.pad(x, 2, mode="edge") * np.arange(7))
pad: np.sum(np.pad(m, ((0, 0), (1, 1)), "wrap") * np.arange(10).reshape(2, 5))
tril: np.sum(np.tril(m) * np.arange(6).reshape(2, 3))
triu: np.sum(np.triu(m, 1) * np.arange(6).reshape(2, 3))
diag: np.sum(np.diag(x) @ m.T)
diag: np.sum(np.diagflat(m) ** 2)
concatenate: np.sum(np.append(x, w * 2) * np.arange(6))
concatenate: np.sum(np.append(m, m * 2, axis=0) * np.arange(12).reshape(4, 3))
concatenate: np.sum(np.column_stack([m, m * 2]) * np.arange(12).reshape(2, 6))
stack: np.sum(np.column_stack((x, w)) * np.arange(6).reshape(3, 2))
"""
CASES = [line.split(": ", 1) for line in CALLS.strip().split("\n")]


@pytest.mark.parametrize(("op", "call"), CASES, ids=[call for _, call in CASES])
def test_a_function_is_an_op_of_its_own(op, call):
    case = program(f"out = {call}")
    assert not differences(case)
    graph = run_with_hooks(case.code).backprop("out", View(level=ARRAY)).graph
    names = [node.op.name for node in graph.nodes]
    assert op in names
    assert not [name for name in names if name.startswith(("other:", "opaque:"))]


# Their options have no rule: they are replayed number by number, or refused, never taken for less.
REPLAYED = """
np.sum(np.prod(m, axis=0, initial=b) * x)
np.sum(np.diff(x, prepend=b) ** 2)
np.sum(np.pad(x, 1, constant_values=b) ** 2)
np.sum(np.pad(x, 2, mode="mean") ** 2)
np.linalg.norm(m, 1)
np.sum(np.linalg.norm(t, np.inf, axis=(0, 1)))
np.sum(np.einsum(m, [0, 1], x, [1], [0]) ** 2)
"""


@pytest.mark.parametrize("call", REPLAYED.strip().split("\n"))
def test_an_option_without_a_rule_is_not_lost(call):
    found = differences(program(f"out = {call}"))
    assert not found


def test_a_sort_in_place():
    assert not differences(program("a = x * 2\na.sort()\nout = np.sum(a * w)"))


LARGE = """
np.prod(x * 0.001 + 1)
np.sum(np.cumsum(x) * x)
np.var(x)
np.std(x)
np.linalg.norm(x)
np.linalg.norm(x, 1)
np.einsum("i,i->", x, x)
np.vdot(x, x)
np.sum(np.roll(x, 3) * x)
np.sum(np.sort(x) * x)
np.sum(np.pad(x, 2) ** 2)
np.sum(np.repeat(x, 2) ** 2)
np.sum(np.tile(x, 2) ** 2)
np.sum(np.diff(x) ** 2)
np.sum(np.tril(x.reshape(400, 500)) ** 2)
np.sum(np.outer(x[:300], x[300:600]) ** 2)
np.sum(np.tensordot(x.reshape(400, 500), x.reshape(500, 400), 1) ** 2)
"""


@pytest.mark.parametrize("call", LARGE.strip().split("\n"))
def test_a_large_array_takes_memory_in_proportion(call):
    """A table of all derivatives would take 200,000 times as much as the array."""
    code = f"import numpy as np\nx = np.random.default_rng(0).normal(size=200_000)\ny = {call}\n"
    tracemalloc.start()
    try:
        found = run_with_hooks(code).gradients("y", ARRAY)["x"]
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found.shape == (200_000,)
    assert np.isfinite(found).all()
    assert most < 100 * 200_000 * 8
