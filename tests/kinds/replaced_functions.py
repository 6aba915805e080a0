"""Builtins that the code replaces, functions made by NumPy: run as plain Python does."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "builtins that the code replaces": (
        Example(
            name="max_replaced_in_builtins",
            code="""
import builtins
kept = builtins.max
builtins.max = lambda *values: kept(*values) + 100
x = 3.0
print(max(x, 1.0))
y = x * 2.0
""",
            output="y",
            value=6.0,
            gradients={"x": 2.0},
        ),
        Example(
            name="abs_replaced_and_put_back",
            code="""
import builtins
plain_abs = abs
builtins.abs = lambda v: "patched"
z = -2.5
print(abs(z))
builtins.abs = plain_abs
print(abs(z))
y = z * z
""",
            output="y",
            value=6.25,
            gradients={"z": -5.0},
        ),
        Example(
            name="print_replaced_by_a_logger",
            code="""
import builtins
lines = []
real_print = print
builtins.print = lambda *args: lines.append(args)
w = 0.5
print("hidden", w)
builtins.print = real_print
print(lines)
y = w * 8.0
""",
            output="y",
            value=4.0,
            gradients={"w": 8.0},
        ),
        Example(
            name="sum_as_a_global_of_its_own",
            code="""
def sum(values):
    return [v for v in values][0]

a = [5.0, 7.0]
print(sum(a))
y = sum(a) * 2.0
""",
            output="y",
            value=10.0,
            gradients={"a": [2.0, 0.0]},
        ),
    ),
    "functions made with frompyfunc and vectorize": (
        Example(
            name="frompyfunc_of_two_arguments",
            code="""
import numpy as np
x = np.array([1.0, 2.0])
k = 3.0
scaled = np.frompyfunc(lambda v, f: v * f, 2, 1)(x, k).astype(float)
out = scaled.sum()
print(out)
""",
            options={"level": "array"},
            output="out",
            gradients={"x": [3.0, 3.0], "k": 3.0},
            or_says=("line 5",),
        ),
        Example(
            name="vectorize_with_otypes",
            code="""
import numpy as np
relu = np.vectorize(lambda v: v if v > 0 else 0.0, otypes=[float])
z = np.array([1.5, -2.0])
out = (relu(z) * 2.0).sum()
print(out)
""",
            options={"level": "array"},
            output="out",
            value=3.0,
            gradients={"z": [2.0, 0.0]},
            or_says=("line 5",),
        ),
        Example(
            name="object_array_cast_back",
            code="""
import numpy as np
p = np.array([2.0, 3.0])
boxed = p.astype(object)
out = (boxed.astype(float) * p).sum()
print(out)
""",
            options={"level": "array"},
            output="out",
            value=13.0,
            gradients={"p": [4.0, 6.0]},
            or_says=("line",),
        ),
    ),
}
