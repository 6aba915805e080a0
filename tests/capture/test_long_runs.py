"""Recording sleeps between rounds: what is recorded equals a full recording."""

from __future__ import annotations

import contextlib
import io
import textwrap

import pytest

from graphviz_backprop.capture.build_view import build_view
from graphviz_backprop.execute.execution import execute
from graphviz_backprop.forward_passes.data.generated_data import settle_generated_data
from graphviz_backprop.forward_passes.lists.listing import list_passes
from graphviz_backprop.forward_passes.passes.alike_rounds import find_rhythm
from graphviz_backprop.forward_passes.passes.finding import find_passes
from graphviz_backprop.forward_passes.passes.restart import restart
from graphviz_backprop.levels import DEFAULT_VIEW
from graphviz_backprop.sources import read_code
from graphviz_backprop.tracing.rounds.schedule import DEFAULT_SCHEDULE, Schedule, schedule_of
from graphviz_backprop.tracing.tape.session import Session

ARRAYS = """
import numpy as np
X = np.array([[0.0, 1.0], [1.0, 0.5], [1.0, 1.0]])
t = np.array([[1.0], [0.0], [1.0]])
w = np.array([[0.3], [-0.2]])
b = np.zeros((1, 1))
for epoch in range(60):
    y = X @ w + b
    loss = np.mean((y - t) ** 2)
    dy = 2 * (y - t) / 3
    w -= 0.1 * X.T @ dy
    b = b - 0.1 * dy.sum(axis=0, keepdims=True)
    if epoch % 10 == 0:
        print(epoch, loss)
print(w, b, type(loss))
"""
BATCHES = """
xs = [[1.0, 2.0], [0.5, -1.0], [2.0, 0.0]]
ts = [1.0, 0.0, 2.0]
w = [0.1, -0.3]
def train():
    global w
    for epoch in range(50):
        for x, t in zip(xs, ts):
            y = w[0] * x[0] + w[1] * x[1]
            loss = (y - t) ** 2
            g = 2 * (y - t)
            w = [w[0] - 0.05 * g * x[0], w[1] - 0.05 * g * x[1]]
        if epoch % 25 == 0:
            print(epoch, loss, type(w[0]) is float)
train()
print(w)
"""
OBJECTS = """
class Neuron:
    __slots__ = ("w", "b", "count")
    def __init__(self, w, b):
        self.w = w
        self.b = b
        self.count = 0
    def forward(self, x):
        self.count += 1
        return self.w * x + self.b
neuron = Neuron(0.4, 0.1)
x, t = 2.0, 3.0
step = 0
while step < 70:
    y = neuron.forward(x)
    loss = (y - t) ** 2
    dy = 2 * (y - t)
    neuron.w -= 0.01 * dy * x
    neuron.b -= 0.01 * dy
    step += 1
print(neuron.w, neuron.b, neuron.count, step)
"""
MOMENTUM = """
w, v, x, t = 0.5, 0.0, 1.5, 2.0
losses = []
for step in range(64):
    y = w * x
    loss = (y - t) ** 2
    losses.append(loss)
    dw = 2 * (y - t) * x
    v = 0.9 * v - 0.01 * dw
    w = w + v
print(sum(losses), w, [type(one) for one in losses[:6]])
"""
CARRIERS = """
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents
    def __add__(self, other):
        return Value(self.data + other.data, (self, other))
    def __mul__(self, other):
        return Value(self.data * other.data, (self, other))
def error(w, b, x, t):
    e = w * x + b + t
    return e * e
w, b, x, t = Value(0.2), Value(0.0), Value(1.5), Value(-2.0)
for epoch in range(70):
    loss = error(w, b, x, t)
    e = w.data * x.data + b.data + t.data
    w.grad, b.grad = 2 * e * x.data, 2 * e
    for one in (w, b):
        one.data -= 0.01 * one.grad
print(loss.data, w.data, type(b.data))
"""
EPOCHS = """
import numpy as np
rng = np.random.default_rng(4)
X, T = rng.normal(size=(90, 2)), rng.normal(size=(90, 1))
w = np.zeros((2, 1))
for epoch in range(6):
    for k in range(0, 90, 3):
        y = X[k : k + 3] @ w
        loss = np.mean((y - T[k : k + 3]) ** 2)
        dw = 2 * X[k : k + 3].T @ (y - T[k : k + 3]) / 3
        w -= 0.1 * dw
    print(epoch, loss)
print(w)
"""
DICTS = """
import numpy as np
rng = np.random.default_rng(5)
X = rng.normal(size=(2, 6))
Y = (X[:1] > X[1:]).astype(float)
sizes = [2, 3, 1]
p = {}
for l in (1, 2):
    p["W" + str(l)] = 0.3 * rng.normal(size=(sizes[l], sizes[l - 1])) * np.sqrt(2.5 / sizes[l - 1])
for i in range(50):
    H = np.tanh(p["W1"] @ X)
    A = 1 / (1 + np.exp(-(p["W2"] @ H)))
    cost = np.mean((A - Y) ** 2)
    dZ2 = 2 * (A - Y) * A * (1 - A) / A.size
    grads = {"dW2": dZ2 @ H.T, "dW1": p["W2"].T @ dZ2 * (1 - H ** 2) @ X.T}
    p = {name: p[name] - 0.5 * grads["d" + name] for name in p}
print(cost)
"""
TOTALS = """
import numpy as np
rng = np.random.default_rng(6)
samples = [(rng.normal(size=(2, 1)), rng.random((1, 1))) for _ in range(40)]
w = rng.normal(size=(1, 2))
total = 0.0
for x, t in samples:
    z = w @ x
    cost = np.sum((z - t) ** 2)
    total += cost
    dz = 2 * (z - t)
    w -= 0.1 * dz @ x.T
print(total / len(samples))
"""
PROGRAMS = {
    "dicts": DICTS,
    "totals": TOTALS,
    "carriers": CARRIERS,
    "arrays": ARRAYS,
    "batches": BATCHES,
    "objects": OBJECTS,
    "momentum": MOMENTUM,
    "epochs": EPOCHS,
}


def look(code, schedule):
    """What a run prints, its rows by their numbers, and the graphs of its complete passes."""
    session, printed = Session(), io.StringIO()
    with contextlib.redirect_stdout(printed):
        execute(read_code(code), session, find_rhythm, schedule)
    settle_generated_data(session)
    passes = find_passes(session)
    rows = {row.number: row for row in list_passes(session, passes, "x").passes}
    graphs = {}
    for one in passes.complete():
        restarted, output = restart(session, passes, one)
        graph = build_view(restarted, output, "x", DEFAULT_VIEW, serials=one.serials)
        graphs[one.number] = repr((graph.nodes, graph.output, graph.variables))
    return printed.getvalue(), rows, graphs, session


def printed_plainly(code):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "plain", "exec"), {"__name__": "__main__"})
    return printed.getvalue()


@pytest.mark.long
@pytest.mark.parametrize("name", PROGRAMS)
def test_recorded_rounds_are_those_of_a_run_that_never_sleeps(name):
    _, rows, graphs, _ = look(PROGRAMS[name], DEFAULT_SCHEDULE)
    _, every_row, every_graph, _ = look(PROGRAMS[name], Schedule(never_sleeps=True))
    assert 3 < len(rows) < len(every_row) / 2
    assert {n: repr(row) for n, row in rows.items()} == {n: repr(every_row[n]) for n in rows}
    assert graphs == {n: every_graph[n] for n in graphs}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_code_prints_what_plain_python_prints(name):
    assert look(PROGRAMS[name], DEFAULT_SCHEDULE)[0] == printed_plainly(PROGRAMS[name])


def test_the_first_rounds_powers_of_two_and_the_last_are_recorded():
    rows = look(ARRAYS, DEFAULT_SCHEDULE)[1]
    assert list(rows) == [1, 2, 3, 4, 8, 16, 32, 60]


def test_rounds_that_are_asked_for_are_recorded():
    rows = look(ARRAYS, schedule_of((10, 47, "last")))[1]
    assert list(rows) == [1, 2, 3, 10, 47, 60]


def test_the_round_of_a_pass_that_is_asked_for_is_recorded():
    assert 37 in look(ARRAYS, schedule_of((), pass_number=37))[1]


def test_of_a_loop_that_is_known_from_an_epoch_the_first_and_the_last_round_are_recorded():
    rows = look(EPOCHS, DEFAULT_SCHEDULE)[1]
    first = [1, 2, 3, 4, 8, 16, 30]
    later = [number for epoch in range(1, 6) for number in (30 * epoch + 1, 30 * epoch + 30)]
    assert list(rows) == [*first, *later]


def test_a_pass_that_is_asked_for_is_recorded_in_a_later_epoch():
    assert 97 in look(EPOCHS, schedule_of((), pass_number=97))[1]


def test_a_short_loop_is_recorded_in_full():
    assert len(look(ARRAYS.replace("range(60)", "range(15)"), DEFAULT_SCHEDULE)[1]) == 15


def test_what_is_collected_without_an_update_is_never_slept_through():
    code = """
    x, w = [1.0, 2.0, 3.0] * 20, 0.5
    losses = []
    for value in x:
        loss = (w * value - 1.0) ** 2
        losses.append(loss)
    total = sum(losses)
    """
    _, rows, graphs, session = look(textwrap.dedent(code), DEFAULT_SCHEDULE)
    assert session.gaps == []
    assert rows == look(textwrap.dedent(code), Schedule(never_sleeps=True))[1]
    assert graphs


def test_calls_that_are_repeated_to_time_them_are_recorded_once():
    code = """
    import timeit
    x, w = 2.0, 3.0
    calls = []
    def f():
        calls.append(0)
        y = w * x
        return y * y
    timeit.timeit(f, number=500)
    timeit.timeit("f()", globals=globals(), number=300)
    print(len(calls))
    """
    printed, rows, _, _ = look(textwrap.dedent(code), DEFAULT_SCHEDULE)
    assert printed == "800\n"
    assert len(rows) <= 2


def test_a_loop_that_computes_the_same_again_is_one_pass():
    code = "x, w = 2.0, 3.0\ndef f():\n    y = w * x\n    return y\nfor _ in range(3000): f()\n"
    _, rows, _, session = look(code, DEFAULT_SCHEDULE)
    assert len(rows) == 1
    assert len(session.bindings) < 10


@pytest.mark.parametrize("asked", [(), (7, 40), ("last",), (1, "last")])
@pytest.mark.parametrize("is_known", [False, True])
def test_the_next_recorded_round_is_known_beforehand(asked, is_known):
    schedule = schedule_of(asked)
    for total in (None, 37, 64):
        for number in range(3, total or 70):
            later = [one for one in range(number + 1, 2000) if one <= (total or 2000)]
            recorded = [one for one in later if schedule.is_recorded(one, total, is_known)]
            following = schedule.next_recorded(number, total, is_known)
            assert following == recorded[0] if recorded else following > (total or 1999)
