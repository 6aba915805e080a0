"""NumPy's functions called in every way: all views give the slopes of the plain program."""

from __future__ import annotations

import numpy as np
import pytest

from graphviz_backprop.capture.run import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.levels import LEVELS, View
from graphviz_backprop.sources import read_program
from tests.array_slopes import differences
from tests.random_array_programs import ArrayProgram

INPUTS = {
    "x": np.array([1.0, -2.0, 3.0]),
    "w": np.array([-3.0, -1.0, 2.0]),
    "m": np.array([[0.2, 0.8, -0.5], [0.5, -0.91, 0.26]]),
    "t": np.arange(12.0).reshape(3, 2, 2) * 0.3 - 1.7,
    "b": 0.5,
}
CALLS = """
np.max(x, initial=5.0) * b
np.max(m, axis=0, initial=0.4) @ x
np.min(x, initial=b * 9) * b
np.sum(x, initial=b) * x[0]
np.prod(x, initial=b)
np.maximum.reduce(m) @ x
np.minimum.reduce(m, axis=1) @ x[:2]
np.maximum.reduce(m, axis=None) * b
np.sum(np.sum(m, axis=1, keepdims=1) * m)
np.sum(np.max(m, 1, None, True) * m)
np.sum(t.sum((0, -1)) ** 2)
np.sum(t.max(axis=(0, 2)) ** 2)
np.sum(t.mean((1, 2), keepdims=True) * t)
np.sum(np.where(x, w, 2.0))
np.sum(np.where(np.maximum(x, 0), w * 2, 3.0 * x))
np.sum(np.where(np.maximum(x, 0), 1.5, 2.5) * w)
np.sum(np.where((x > 0)[:, None], m.T, b))
np.sum(np.where([True, False, True], [x[0], b, 3.0], w))
np.sum(np.clip(x, [-1, -1, -1], [2, 2, 2]) * w)
np.sum(np.clip(x, w, None) * w)
np.sum(np.clip(x, b, 2.5) * w)
np.sum(x.clip(max=0) * w)
np.sum(np.clip(x, 4, 2) * w)
np.sum(np.concatenate([m, x], axis=None) ** 2)
np.sum(np.concatenate([m, [x]], axis=0) ** 2)
np.sum(np.stack((x, w), -1) @ m)
np.sum([x, w * 2])
np.sum(np.mean([x, w * 3], axis=0) ** 2)
np.sum(np.transpose(t, (2, 0, 1)) * np.arange(12).reshape(2, 3, 2))
np.sum(t.T * np.arange(12).reshape(2, 2, 3))
np.sum(t @ t[0])
np.sum(np.dot(t, m[:, :2]) ** 2)
np.sum(np.broadcast_to(x, (2, 3)) * m)
np.sum(np.reshape(m, (3, 2), order="F") * np.arange(6).reshape(3, 2))
np.sum(m.ravel(order="F") * np.arange(6))
np.sum(m.flatten("F") * np.arange(6))
np.sum(np.array(m, order="F").ravel() * np.arange(6))
np.sum(np.cumsum(np.exp(m.T), 1) * np.arange(6).reshape(3, 2))
np.sum(np.full_like(m, x) * m)
np.sum(np.full((2, 3), b) * m)
np.sum(np.fromiter((v * 2 for v in x), float, 2) * w[:2])
m.item(4) * m.item(0, 1)
np.sum(np.select([x < 0, x > 2], [x * x, w], b))
np.sum(np.compress([True, False, True], x) * b)
np.sum(np.array(deque([x[0] * 2, b])) * w[:2])
np.sum(np.array(Pair(x[0] * 2, b)) * w[:2])
np.sum(np.array(Own([x[0] * 2, b])) * w[:2])
np.sum(np.stack(Own([x * 2, w])) * w)
np.sum(Own([x[0] * 2, b]) * w[:2])
np.sum(np.dot([0.5, 1.5, -2.5], np.float32(1.1) * x))
np.float32(2.5) * np.sum(np.maximum(np.float32(1.5), x)) * b
"""
WRITES = """
a = m * 2; a[0] = w.reshape(1, 3) * 2
a = x * 2; a[...] = (w * 3)[None, :]
a = m * 2; r = a.T.reshape(-1); r += 1; a = np.append(a, r)
a = m * 2; r = a.reshape(-1); r += b
a = m * 2; r = a[0]; r += 1; r *= x
a = m * 1.0; a.flat[2] = b * 7
a = m.T * 1.0; a.flat = b * 7
a = m * 1.0; a.flat = x
a = x * 2; np.add.at(a, [0, 0, 1], w)
a = x * 2; a[[0, 0]] += w[:2]
a = x * 2; a[[0, 0]] = w[:2]
a = x * 1.5; a[(a > 2) | (w < -2)] -= w[0]
a = m * 1.5; a[:, x > 0] = b
a = m * 1.5; a[np.ix_([0, 1], [0, 2])] *= x[0]
a = m * 1.5; c = a[:, 1]; a[:, 1] = c * c; c[0] = b
a = x * 1.5; c = a[1:]; a[0:2] = c
a = x * 1.5; a[::-1] = a
a = x * 2; c = a.copy(); c += 1; c *= x; a = a * c
a = np.zeros(2); np.sum(m, 1, None, a)
a = np.zeros((2, 2)); np.dot(m, m.T, out=a)
a = np.empty(3); np.multiply(x, w, out=a); np.add(a, x, a)
a = t * 2; a[0, 1] = b; a[:, 0, 1] = x
a = np.ones(3) * 3; a *= x
a = np.full(3, 2.0); a **= x
a = np.full((2, 2), 2.0); a @= m[:, :2]
a = np.full(3, 2.0); np.power(a, x, a)
a = np.full(3, 2.0); np.subtract(a, x, a)
a = np.ones(3); np.add.at(a, [0, 0, 1], w)
a = np.multiply(x, w, np.empty(3))
d = {"k": np.arange(3.0)}; d["k"] *= x; a = d["k"]
l = [np.full(3, 2.0)]; np.multiply(l[0], x, l[0]); a = l[0]
"""
MORE = """
from collections import deque, namedtuple
Pair = namedtuple("Pair", "first second")
class Own(list):
    pass
""".strip()


def program(lines):
    used = {name: value for name, value in INPUTS.items() if f"{name}" in lines}
    return ArrayProgram(used, has_writes=True, lines=[*MORE.split("\n"), *lines.split("\n")])


@pytest.mark.parametrize("call", CALLS.strip().split("\n"))
def test_a_call(call):
    assert not differences(program(f"out = {call}"))


@pytest.mark.parametrize("writes", WRITES.strip().split("\n"))
def test_a_write(writes):
    lines = writes.replace("; ", "\n") + "\nout = np.sum(a * np.sin(a))"
    assert not differences(program(lines))


REFUSED = {
    "y = np.sum(np.linalg.inv(a))": "numpy.linalg.inv is not supported",
    "y = np.linalg.norm(a, 2)": "numpy.linalg.norm is not supported",
    "y = np.sum(np.floor(a) * a)": "numpy.floor is not supported",
    "y = np.sum(a[::-1].T.ravel('K') * 2)": "numpy.ravel is not supported",
    "y = np.sum(a.astype(int) * a)": "the conversion to integers is not supported",
    "y = np.sum(np.array(a * 1.5, dtype=int) * a)": "the conversion to integers is not supported",
    "i = np.zeros(2, int); i[:] = a[0] * 1.5; y = np.sum(i * a)": "the conversion to integers",
    "y = np.sum(a, where=a > 1)": "numpy.sum is not supported",
    "y = np.sum(np.exp(a, where=a > 1, out=a * 2))": "numpy.exp is not supported",
    "y = np.sum(np.array([a[0, 0], 'b'], object)[0] * a)": "numpy.array is not supported",
    "y = np.sum((a + 1j * a).real)": "not supported",
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("code", REFUSED)
def test_what_has_no_derivative_is_refused_by_name_and_line(code, level, tmp_path):
    file = tmp_path / "program.py"
    file.write_text(f"import numpy as np\na = np.array([[1.0, 2.0], [3.0, 4.5]])\n{code}\n")
    with pytest.raises(BackpropError, match=f"line 3: .*{REFUSED[code]}") as caught:
        run_program(read_program(file), view=View(level=level))
    assert "\n" not in str(caught.value)
