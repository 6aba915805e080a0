"""Code runs, prints and costs what it does in plain Python."""

from __future__ import annotations

from tests.kinds.example import Command, Example

KINDS = {
    "arrays of records": (
        Example(
            name="records_filled_row_by_row",
            code="""
import numpy as np
x = np.array([1.5, -0.5])
people = np.zeros(2, dtype=[("name", "U5"), ("mass", "f8")])
for i in range(2):
    people[i] = ("abc"[i], x[i])
total = (x * 3.0).sum()
print(people, people["mass"].sum())
""",
            output="total",
            value=3.0,
            gradients={"x": [3.0, 3.0]},
        ),
        Example(
            name="field_of_records_multiplied",
            code="""
import numpy as np
w = 2.0
rec = np.array([(1.0, 2), (3.0, 4)], dtype=[("a", "f8"), ("n", "i4")])
rec["a"] *= w
rec["n"] += 1
y = w * 5.0
print(rec, rec.dtype.names)
""",
            output="y",
            value=10.0,
            gradients={"w": 5.0},
        ),
        Example(
            name="records_sorted_and_viewed",
            code="""
import numpy as np
k = 0.5
pairs = np.array([(2, k), (1, 3.0)], dtype=[("key", int), ("value", float)])
pairs.sort(order="key")
print(pairs["value"], pairs.view(np.recarray).key)
y = k * 4.0
""",
            output="y",
            value=2.0,
            gradients={"k": 4.0},
        ),
    ),
    "flat assignment and transposed copies": (
        Example(
            name="flat_of_a_fortran_copy",
            code="""
import numpy as np
A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
F = np.array(A.T, order="F")
F.flat[2] = 10.0 * A[1, 0]
out = (F * 1.0).sum()
print(F, out)
""",
            output="out",
            value=59.0,
            gradients={"A": [[1.0, 0.0, 1.0], [11.0, 1.0, 1.0]]},
            or_says=("flat", "line 5"),
        ),
        Example(
            name="flat_of_a_slice",
            code="""
import numpy as np
B = np.zeros((3, 4))
c = 2.0
part = B[:, 1:3]
part.flat[[0, 3]] = [c, c * c]
y = B.sum()
print(B)
""",
            output="y",
            value=6.0,
            gradients={"c": 5.0},
            or_says=("flat", "line 6"),
        ),
        Example(
            name="put_and_ravel_of_a_copy",
            code="""
import numpy as np
M = np.array([[1.0, 2.0], [3.0, 4.0]])
K = M.T.copy(order="K")
np.put(K, [1], M[0, 0] * 2.0)
out = K.ravel(order="K").sum()
print(K, out)
""",
            output="out",
            value=9.0,
            gradients={"M": [[3.0, 1.0], [0.0, 1.0]]},
            or_says=("put", "line 5"),
        ),
    ),
    "marshal and its like": (
        Example(
            name="marshal_of_a_list_and_back",
            code="""
import marshal
w = [1.5, -2.0]
again = marshal.loads(marshal.dumps(w))
print(again, len(marshal.dumps({"w": w, "n": 3})))
y = w[0] * w[1]
""",
            output="y",
            value=-3.0,
            gradients={"w": [-2.0, 1.5]},
        ),
        Example(
            name="marshal_of_an_int_to_a_file",
            code="""
import io
import marshal
n, x = 7, 2.5
file = io.BytesIO()
marshal.dump((n, x), file)
print(file.getvalue())
y = x * 2.0
""",
            output="y",
            value=5.0,
            gradients={"x": 2.0},
        ),
        Example(
            name="sqlite_takes_the_numbers",
            code="""
import sqlite3
a = 0.75
base = sqlite3.connect(":memory:")
base.execute("create table t (v real)")
base.execute("insert into t values (?)", (a,))
print(base.execute("select sum(v), typeof(v) from t").fetchall())
y = a * 4.0
""",
            output="y",
            value=3.0,
            gradients={"a": 4.0},
        ),
        Example(
            name="json_pickle_and_copyreg",
            code="""
import copy
import json
import pickle
b = 1.25
print(json.dumps([b]), pickle.loads(pickle.dumps(b)), type(copy.deepcopy(b)).__name__)
y = b * b
""",
            output="y",
            value=1.5625,
            gradients={"b": 2.5},
        ),
    ),
    "sums of long ranges": (
        Command(
            name="sum_of_a_long_range_in_little_memory",
            arguments="run code.py --formats json -o out --timeout 6",
            files={"code.py": "x = 2.0\nn = sum(range(5_000_000))\ny = x * 3\nprint(n)\n"},
            outputs=("y",),
            values=(6.0,),
            plain="code.py",
            megabytes=100.0,
            prints=True,
        ),
        Command(
            name="sum_of_a_generator_of_squares",
            arguments="run code.py --formats json -o out --timeout 6",
            files={
                "code.py": "w = 1.5\nn = sum(i * i for i in range(100_000))\ny = w * w\nprint(n)\n"
            },
            outputs=("y",),
            values=(2.25,),
            plain="code.py",
            megabytes=100.0,
            prints=True,
        ),
        Command(
            name="max_and_sum_over_long_iterators",
            arguments="run code.py --formats json -o out --timeout 6",
            files={
                "code.py": "import itertools\nk = 4.0\n"
                "print(max(range(4_000_000)), sum(itertools.repeat(1, 4_000_000)))\ny = k / 2\n"
            },
            outputs=("y",),
            values=(2.0,),
            plain="code.py",
            megabytes=100.0,
            prints=True,
        ),
    ),
    "functions of plain numbers are no operations": (
        Example(
            name="sum_of_the_sizes_of_many_numbers",
            code="""
m = sum(map(abs, range(-260_000, 260_000)))
x = 2.0
y = x * 3.0
print(m, y)
""",
            output="y",
            gradients={"x": 3.0},
            quiet=("not recorded",),
        ),
        Example(
            name="roots_of_many_numbers_in_a_generator",
            code="""
import math
far = sum(math.sqrt(i) for i in range(260_000)) + sum(max(i, 3) for i in range(260_000))
w = 0.5
y = w * w
print(far > 0, y)
""",
            output="y",
            gradients={"w": 1.0},
            quiet=("not recorded",),
        ),
        Example(
            name="a_list_of_conversions",
            code="""
texts = [float(i) for i in range(200_000)] + list(map(round, [0.6] * 400_000))
k = 1.5
out = k ** 3
print(len(texts), out)
""",
            output="out",
            gradients={"k": 6.75},
            quiet=("not recorded",),
        ),
    ),
}
