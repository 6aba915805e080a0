"""Programs print the same with hooks as without: order, identity, frames, errors."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import textwrap

import pytest

from graphviz_backprop.capture.run import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources import read_program

PROGRAMS = {
    "types": """
        x, n = 2.5, 3
        print(type(x), type(n), type(x) is float, isinstance(n, int), x.is_integer())
        print(n.bit_length())
        print(x.__class__.__name__, round(x, 1), int(x), float(n), bool(n), [x, n], (x,), {"k": x})
        print(f"{x:.3f} {n:04d} {x!r} %s %d" % (x, n), "{:>6}".format(x), str(x) + repr(n))
        """,
    "max_returns_an_int_zero": """
        z = -1.5
        print(max(z, 0), max(0, z), min(z, 0), max(0.0, z), max([z, -2]), max(z, 3, key=abs))
        """,
    "unpacking_stores_once_and_in_order": """
        class Node:
            def __init__(self, value, next=None): self.value, self.next = value, next
        node, prev = Node(1.0, Node(2.0, Node(3.0))), None
        while node is not None:
            node.next, prev, node = prev, node, node.next
        print(prev.value, prev.next.value, prev.next.next.value)
        a, i = [0.0, 0.0, 0.0], 1
        a[i], i = 5.0, 2
        (a[0], *rest), i = (1.0, 2.0, 3.0), 0
        print(a, i, rest)
        class Logged:
            @property
            def x(self): return self._x
            @x.setter
            def x(self, value):
                print("set", value)
                self._x = 2 * value
        logged = Logged()
        logged.x, y = 2.0, 3.0
        print(logged.x, y)
        """,
    "lists_stay_the_same_lists": """
        x, y = 2.0, 3.0
        h = [x]
        alias = h
        h += [y, 1]
        h.append(7)
        print(h is alias, alias)
        store = {}
        store.setdefault("k", [1.0, 2.0])[0] += 5.0
        store.setdefault(x, [1.0, 2.0])[0] += 5.0
        print(store)
        """,
    "branches_add_no_names": """
        a = 1.0
        class C:
            if a > 2: a = a * 2
        if a > 2: max = a * 2
        print("a" in vars(C), "max" in globals())
        """,
    "augmented_assignment_evaluates_once": """
        log = []
        w = [1.0, 2.0]
        def index():
            log.append("index")
            return 0
        def value():
            log.append("value")
            return 0.5
        w[index()] += value()
        w[0:1] += [9.0]
        class Box: pass
        box = Box()
        box.total = 1
        box.total -= 2.5
        print(w, log, box.total)
        alias = w
        w += [3.0]
        w = w + [4.0]
        print(alias, w)
        """,
    "mixed_arithmetic": """
        a, b = 3, 0.5
        print(2.0 + a, 2 + b, a / 2, a // 2, a % 2, a ** 2, 2 ** a, -a, +a, abs(-b), a - b)
        print(7 % a, 1 << a, "ab" * a, [0] * a, "%d" % a, divmod(a, 2), a & 1)
        print(pow(a, 2), pow(a, 2, 5), sum([a, b], 1))
        """,
    "frames_and_scopes": """
        class Base:
            def hello(self): return "base"
        class Child(Base):
            factor = 2.0
            def hello(self): return super().hello() + " child"
            def __secret(self, v): return v * self.factor
            def call(self, v): return self.__secret(v)
        def outer():
            count = 0
            def inner(step=1):
                nonlocal count
                count += step
                return sorted(locals())
            return inner(), inner(2), count
        print(Child().hello(), Child().call(3.0), outer(), eval("1 + 2"), (x := 1.5), x)
        """,
    "control_flow": """
        import math
        total = 0.0
        for i, v in enumerate([1.0, -2.0, 3.0]):
            if v < 0:
                continue
            total += math.sqrt(v) if v > 2 else v
        while total > 1:
            total /= 2
        else:
            print("done", total)
        a, (b, *rest) = 1.0, (2.0, 3.0, 4.0)
        print(a, b, rest, [p * q for p, q in zip(rest, rest)], {k: v for k, v in enumerate(rest)})
        print(any(r > 3 for r in rest), all(rest), sum(r for r in rest), list(map(math.exp, [0.0])))
        match [1, -2]:
            case [1, -2]: print("matched")
        try:
            1 / (a - 1)
        except ZeroDivisionError as error:
            print(error)
        print("x" if a > 0 else "y", a and b, not a, lambda: a)
        """.replace(", lambda: a", ""),
    "decorators_and_generators": """
        import functools
        def twice(function):
            @functools.wraps(function)
            def wrapper(*args):
                return function(*args) * 2
            return wrapper
        @twice
        def double(v): return v + v
        @functools.cache
        def slow(v): return max(v, 0) + 1
        def count(n):
            while n:
                yield n
                n -= 1
        w = 1.5
        print(double(w), slow(w), slow(w), list(count(3)))
        print(functools.reduce(lambda p, q: p * q, [w, 2.0]))
        """,
    "dataclasses": """
        from dataclasses import dataclass, field
        @dataclass
        class Neuron:
            w: list[float] = field(default_factory=lambda: [0.5, 0.25])
            b: float = 0.1
            def __call__(self, x): return sum(p * q for p, q in zip(x, self.w)) + self.b
        n = Neuron()
        print(n, n([1.0, 2.0]), Neuron() == n)
        """,
    "frames_and_identity": """
        import inspect, operator, sys, warnings
        x = 2
        y = 2
        def here():
            frame = sys._getframe(1)
            return frame.f_code.co_name, frame.f_lineno
        def there(): return here()
        print(there(), here(), [f.function for f in inspect.stack()[:1]])
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            warnings.warn("careful")
        print(seen[0].lineno, operator.is_(x, y), x is y, x is not y, x.__doc__ == int.__doc__)
        print(dir(x) == dir(2), [n for n in dir() if "gb" in n])
        """,
    "what_is_stored_is_the_function_itself": """
        import math
        from functools import partial
        layers = []
        layers.append(math.tanh)
        table = dict(f=math.exp)
        power = partial(pow, 2.0)
        print(layers[0] is math.tanh, table, power.func is pow, power(3), layers[0](0.0))
        x = 2.0
        print({"a": x}.get("b", 0), [x].pop(), {"a": 1}.setdefault("c", x))
        """,
    "wrong_calls": """
        import math
        x = 2.0
        for call in (
            lambda: len(), lambda: sum(), lambda: max(), lambda: map(), lambda: math.prod(),
            lambda: math.fsum(), lambda: range(x), lambda: float(x, 3), lambda: x.grad,
            lambda: setattr(x, "grad", 0.0), lambda: vars(x), lambda: sum([x], []), lambda: x[0],
        ):
            try:
                print(call())
            except Exception as error:
                print(type(error).__name__, error)
        """,
    "library": """
        import json, random, statistics
        random.seed(1)
        w = [random.uniform(-1, 1) for _ in range(3)]
        print([round(v, 3) for v in w], json.dumps(w), statistics.fmean(w), sorted(w)[0] == min(w))
        """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_prints_what_it_printed_before(name, tmp_path):
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(PROGRAMS[name]))
    plain = subprocess.run(
        [sys.executable, str(file)], capture_output=True, text=True, check=True, timeout=60
    )
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.suppress(BackpropError):
        run_program(read_program(file))
    assert output.getvalue() == plain.stdout
    assert plain.stdout


def test_the_comparison_can_fail(tmp_path):
    """A program that asks for what only a plain run has is told apart."""
    file = tmp_path / "different.py"
    file.write_text("x = 1.0\nprint('__gb_bind__' in __builtins__)")
    plain = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, timeout=60)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.suppress(BackpropError):
        run_program(read_program(file))
    assert plain.returncode != 0 or output.getvalue() != plain.stdout


def test_sys_is_as_it_was_afterwards(tmp_path):
    before = sys.argv, sys.path, sys.modules["__main__"], sys.getrecursionlimit()
    file = tmp_path / "program.py"
    file.write_text("import sys\nx = 2.0\ny = x * len(sys.argv)\nassert __name__ == '__main__'\n")
    run_program(read_program(file))
    assert (sys.argv, sys.path, sys.modules["__main__"], sys.getrecursionlimit()) == before
