"""NumPy programs print the same with hooks as without: types, text, views, errors, warnings."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import runpy
import subprocess
import sys
import textwrap

import pytest

from graphviz_backprop.capture.run import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources import read_program
from graphviz_backprop.tracing.hooks.instrumented import Hooks
from graphviz_backprop.tracing.syntax.instrument import instrument
from graphviz_backprop.tracing.tape.session import Session

# NumPy 2.5 warns of a shape that is set.
pytestmark = pytest.mark.filterwarnings("ignore:Setting the shape")

START = """
import copy, json, math, pickle, warnings
import numpy as np
x = np.array([1.0, -2.0, 3.0])
w = np.array([[0.5, -1.0], [2.0, 0.25], [1.5, 3.0]])
a, b, c = x
y = x.copy()
"""

PROGRAMS = {
    "text": """
        print(repr(x), str(w), f'{x} {x[0]:.3f} {x[1]!r} %s %.2f' % (x, x[2]), [x, x[0]])
        print((x[1],), {'k': x[0]})
        print(np.linalg.norm(x), np.linalg.inv(np.array([[2.0, 0], [0, 4.0]])))
        print(np.random.default_rng(0).normal(size=2), np.eye(2), np.arange(3))
        print(np.linspace(0, 1, 3), np.concatenate([x, [1, 2]]), np.vstack([x, x]))
        print(np.hstack((x, 1.0)))
        """,
    "types_and_shapes": """
        print(type(x), type(x[0]), x.__class__, x[0].__class__, isinstance(x, np.ndarray))
        print(isinstance(x[0], float), type(x) is np.ndarray, type(x[0]) is np.float64)
        print(x.shape, x.ndim, x.size, x.dtype, x.T.shape, w.T, len(x), x.nbytes)
        print(x.itemsize, x.strides, x.flags.owndata, x.base is None, w.T.base is w)
        n = x.shape[0]
        print(n, type(n), x.shape == (3,), np.zeros(x.shape), np.ones((n, 2)), range(n))
        print([0] * n, x.size / 2)
        np.multiply(x, 2, out=y)
        print(y)
        x.shape = (3, 1)
        print(x.shape, x)
        x = x.ravel()
        """,
    "iteration": """
        for v in x: print(v, repr(v), type(v))
        for i, (a, c) in enumerate(zip(x, w)): print(i, a, c)
        print(a, b, c, *x, list(x), x.tolist(), x[1].item(), tuple(x), sorted(x), max(x))
        print(min(x), sum(x), abs(x), abs(x[1]), round(x[1] / 3, 2), float(x[0]), int(x[2]))
        print(-x, +x, x[0] + 1, 1 - x[0])
        """,
    "functions": """
        print(np.sum(x), np.mean(x), np.max(x), np.argmax(x), np.dot(x, w), x @ w)
        print(np.maximum(0, x), np.where(x > 0, x, 0), x > 0, (x > 0).any(), np.all(x > 0))
        print(x == x, (x == x).all(), np.array_equal(x, x), x is x, 3.0 in x)
        print(np.allclose(x, x), np.unique(x), np.nonzero(x > 0), np.argsort(x), np.sort(x))
        print(np.split(x, 3), np.clip(x, 0, 2), x.clip(0), x.sum(axis=0))
        print(w.sum(axis=0, keepdims=True), w.mean(1), w.max(), w.argmax(), np.std(x))
        print(np.outer(x, x))
        print(divmod(x, 2), divmod(x[0], 2), x // 2, x % 2, x ** 2, 2 ** x, x[0] ** 2)
        print(np.power(x, 2), np.modf(x), x[0] is x[0], hash(x[0]), {x[0]: 1}, x[0] == 1.0)
        print(np.isclose(x[0], 1))
        print(x.max(initial=5), np.sum(x, where=x > 0), np.add.reduce(x))
        print(np.multiply.outer(x, x).shape, np.maximum.reduce(x))
        print(np.mean(x, dtype=np.float32), x.var(ddof=1), x.cumsum(), x.prod(), x.argmin())
        print(x.any(), x.nonzero(), x.repeat(2), x.take([0, 1]), x.tolist())
        print(x.swapaxes(0, 0), x.squeeze(), x.trace if 0 else 1)
        """,
    "dtypes": """
        print(np.float32(0.1) * x, np.float32(0.1) * np.float32(3), x.astype(int))
        print(x.astype(np.float32), np.array([a, b, 1]), np.array([[a, 1], [2, b]]))
        print(x.astype(complex), np.sqrt(x.astype(complex)), np.fft.fft(x))
        print(np.array2string(x), np.array_str(x), np.array_repr(x), x.tobytes()[:3])
        print(str(x.flags)[:20], x.flat[1], [q for q in x.flat], x.real, x.conj())
        print(np.meshgrid(x, x)[0].shape)
        print(np.float32(x[0]), np.int64(x[2]), np.asarray(x) is x, np.array(x) is x)
        print(np.asarray([a, b]), np.stack([x, x]).shape, np.array([x, x]))
        print(np.einsum('i,i', x, x), np.trapezoid(x) if hasattr(np, 'trapezoid') else 0)
        """,
    "views_and_writes": """
        y = x.copy(); y[1] = 7; y[y > 5] = 0; y += 1; y[0:2] *= 2; y[-1] -= 0.5
        print(y, x)
        v = w[:, 0]; v += 10; print(w, v)
        w2 = w.reshape(2, 3); w2[0, 0] = -99; print(w[0, 0], w.ravel()[0], w.flatten()[:2])
        z = np.zeros(3)
        for i in range(3): z[i] = x[i] * 2
        print(z, np.zeros_like(z), z.fill(3), z)
        """,
    "copies": """
        print(copy.copy(x), copy.deepcopy(w), pickle.loads(pickle.dumps(x)))
        print(pickle.loads(pickle.dumps(x[0])), type(pickle.loads(pickle.dumps(x[0]))))
        print(json.dumps(x.tolist()), json.dumps(float(x[0])), math.exp(x[0]))
        print(math.sqrt(x[2]), np.exp(x)[0], np.sqrt(2.0))
        """,
    "errors": """
        try: x + np.array([1.0, 2.0])
        except ValueError as e: print(e)
        try: x.reshape(2, 2)
        except Exception as e: print(type(e), e)
        try: x[5]
        except IndexError as e: print(e)
        try: bool(x)
        except ValueError as e: print(e)
        try: x.nothing
        except AttributeError as e: print(e)
        try: x[0].nothing
        except AttributeError as e: print(e)
        try: np.dot(x, x, x, x)
        except TypeError as e: print(e)
        """,
    "warnings": """
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter('always')
            r = x / 0, np.log(x), np.float64(1) / 0, x[0] / 0
            print(r, [(str(s.message), s.category, s.lineno, s.filename) for s in seen])
        """,
    "methods_and_indices": """
        print(x.dot(w), x.T, x[None].shape, x[..., None].shape, x[np.newaxis, :], x[::-1])
        print(x[[0, 2]], x[np.array([True, False, True])], w[1], w[1, 1], w[:, 1], w[0][1])
        print(w[-1])
        def f(v, k=2.0): return v * k
        print(f(x), f(np.float64(3)), f(x[0]), f(v=x), np.vectorize(lambda t: t + 1)(x))
        print(np.apply_along_axis(sum, 0, w), list(map(np.exp, x)), [np.tanh(t) for t in x])
        """,
    "other_kinds_of_arrays": """
        m = np.matrix([[1.0, 2.0]]); print(m * m.T, m)
        o = np.array([1.0, "a"], dtype=object); print(o, o * 2)
        e = np.array([])
        print(e.sum(), e, np.sum([]), x[3:], x[3:].sum(), np.zeros((0, 3)) @ x)
        """,
    "sums_from_zero": """
        s = 0.0
        for q in x: s += q
        print(s, type(s)); t = 0
        t += np.sum(x); t += x; print(t, type(t))
        l = [1.0]; l.extend(x); l.append(x[0]); print(l)
        """,
    "in_place_functions": """
        np.add.at(y, [0, 0], 1.0)
        print(y)
        np.copyto(y, x)
        print(y)
        y.sort()
        print(y)
        np.fill_diagonal(w, 0)
        print(w)
        y.put(0, 5.0)
        print(y)
        np.multiply(x, 2, out=y)
        print(y)
        x.shape = (3, 1)
        print(x.shape, x)
        x = x.ravel()
        """,
}


def printed(action):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        action()
    return output.getvalue()


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # np.matrix
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_numpy_program_prints_what_it_printed_before(name, tmp_path):
    file = tmp_path / "program.py"
    file.write_text(START + textwrap.dedent(PROGRAMS[name]))

    def hooked():
        with contextlib.suppress(BackpropError):  # it has several outputs or none
            run_program(read_program(file))

    ours = printed(hooked)
    assert ours == printed(lambda: runpy.run_path(str(file), run_name="__main__"))
    assert ours


def test_numpy_is_not_loaded_for_code_without_it(tmp_path):
    code = "import sys\nx = 2.0\ny = max(x * 3.0, 0)\nprint('numpy' in sys.modules)\n"
    (tmp_path / "program.py").write_text(code)
    script = (
        "import sys\nfrom graphviz_backprop.capture.run import run_program\n"
        "from graphviz_backprop.sources import read_program\n"
        f"run_program(read_program({str(tmp_path / 'program.py')!r}))\n"
        "print(any(name.endswith('capture.arrays') for name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split() == ["False", "False"]


def test_after_the_budget_arrays_are_plain(tmp_path):
    code = """
    w, x = np.array([0.5, 3.0]), np.array([1.0, -2.0])
    for epoch in range(50):
        y = np.dot(x, w)
        dw = 2 * y * x.copy()
        w -= 0.01 * dw.reshape(2)
    print(w, y, w.sum(), type(w), [v for v in w], w[0], w.tolist(), w.copy().max())
    """
    names: dict = {}
    exec("import numpy as np\n" + textwrap.dedent(code).replace("print", "seen ="), names)
    source = "import numpy as np\n" + textwrap.dedent(code)
    session = Session(budget=300)
    hooks = Hooks(session)
    own = {"__builtins__": {**vars(builtins), **hooks.by_name}}
    tree = instrument(ast.parse(source))
    ours = printed(lambda: exec(compile(tree, "<cell 1>", "exec"), own))
    assert session.is_dormant
    assert ours == " ".join(map(str, names["seen"])) + "\n"
