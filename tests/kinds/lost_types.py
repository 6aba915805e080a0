"""Numbers in other types: right, or a line names what was not followed and where."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "matrices, masked arrays and subclasses": (
        Example(
            name="masked_mean",
            code="""
import numpy as np
raw = np.array([1.0, -999.0, 3.0])
gain = 2.0
masked = np.ma.masked_less(raw, -100.0)
out = float(masked.mean()) * gain
print(out)
""",
            output="out",
            value=4.0,
            gradients={"raw": [1.0, 0.0, 1.0], "gain": 2.0},
            or_says=("raw", "mask", "line 5"),
        ),
        Example(
            name="asmatrix_product",
            code="""
import numpy as np
A = np.array([[1.0, 2.0], [3.0, 4.0]])
k = 0.5
P = np.asmatrix(A) * np.asmatrix(A)
out = k * float(P[0, 0])
""",
            output="out",
            value=3.5,
            gradients={"A": [[1.0, 1.5], [1.0, 0.0]], "k": 7.0},
            or_says=("A", "matrix", "line 5"),
        ),
        Example(
            name="subclass_with_a_unit",
            code="""
import numpy as np

class Metres(np.ndarray):
    pass

lengths = np.array([1.0, 2.0])
factor = 3.0
out = float(lengths.view(Metres).sum()) * factor
print(out)
""",
            output="out",
            value=9.0,
            gradients={"lengths": [3.0, 3.0], "factor": 3.0},
            or_says=("lengths", "Metres", "line 9"),
        ),
        Example(
            name="recarray_of_columns",
            code="""
import numpy as np
height = np.array([1.0, 2.0])
width = np.array([3.0, 4.0])
depth = 2.0
table = np.rec.fromarrays([height, width], names="h,w")
volume = (table.h * table.w).sum() * depth
""",
            output="volume",
            value=22.0,
            gradients={"height": [6.0, 8.0], "width": [2.0, 4.0], "depth": 11.0},
            or_says=("height", "line 6"),
        ),
    ),
    "numbers that leave Python's numbers and come back": (
        Example(
            name="memoryview_of_an_array",
            code="""
import numpy as np
x = np.array([2.0, 5.0])
bias = 1.0
view = memoryview(x)
out = view[0] * view[1] + bias
print(out)
""",
            output="out",
            value=11.0,
            gradients={"x": [5.0, 2.0], "bias": 1.0},
            or_says=("x", "memoryview", "line 5"),
        ),
        Example(
            name="struct_packs_and_unpacks",
            code="""
import struct
a = 1.5
b = 4.0
packed = struct.pack("d", a)
(again,) = struct.unpack("d", packed)
out = again * b
""",
            output="out",
            value=6.0,
            gradients={"a": 4.0, "b": 1.5},
            or_says=("a", "struct", "line 5"),
        ),
        Example(
            name="ctypes_array",
            code="""
import ctypes
p, q, r = 0.5, 3.0, 2.0
buffer = (ctypes.c_double * 2)(p, q)
out = buffer[0] * buffer[1] + r
print(out)
""",
            output="out",
            value=3.5,
            gradients={"p": 3.0, "q": 0.5, "r": 1.0},
            or_says=("p", "ctypes", "line 4"),
        ),
        Example(
            name="text_and_back_through_a_file",
            code="""
import os
import tempfile
w = 1.25
k = 2.0
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "w.txt")
    with open(path, "w") as file:
        file.write(str(w))
    with open(path) as file:
        w_again = float(file.read())
out = w_again * k
""",
            output="out",
            value=2.5,
            gradients={"w": 2.0, "k": 1.25},
            or_says=("w", "line"),
        ),
        Example(
            name="array_module_in_a_class",
            code="""
import array

class Buffer:
    def __init__(self, first, second):
        self.cells = array.array("d", [first, second])

    def product(self):
        return self.cells[0] * self.cells[1]

first, second, offset = 2.0, -3.0, 1.0
out = Buffer(first, second).product() + offset
print(out)
""",
            output="out",
            value=-5.0,
            gradients={"first": -3.0, "second": 2.0, "offset": 1.0},
            or_says=("first", "array", "line 6"),
        ),
    ),
}
