"""Lists of many numbers are inputs, a very long one as an array; so are many operations."""

from __future__ import annotations

import math

from tests.kinds.example import Example

KINDS = {
    "a list of more than ten thousand numbers": (
        Example(
            name="comprehension_of_12000_with_a_mean",
            code="""
data = [0.5 * i for i in range(12000)]
scale = 2.0
mean = sum(v * scale for v in data) / len(data)
print(mean)
""",
            output="mean",
            value=5999.5,
            gradients={"data": [2.0 / 12000] * 12000, "scale": 2999.75},
            seconds=10,
        ),
        Example(
            name="appended_10500_times",
            code="""
signal = []
for i in range(10500):
    signal.append(float(i % 7))
gain = 3.0
energy = 0.0
for s in signal:
    energy += gain * s
""",
            output="energy",
            gradients={"signal": [3.0] * 10500, "gain": 31500.0},
            seconds=10,
        ),
        Example(
            name="list_of_11000_into_numpy",
            code="""
import numpy as np
readings = [float(i) for i in range(11000)]
offset = 1.0
out = (np.array(readings) - offset).sum()
print(out)
""",
            output="out",
            value=60483500.0,
            gradients={"readings": [1.0] * 11000, "offset": -11000.0},
            seconds=10,
        ),
        Example(
            name="dict_of_two_long_lists",
            code="""
table = {"x": [1.0] * 6000 + [2.0] * 6000}
k = 0.25
total = k * sum(table["x"])
""",
            output="total",
            value=4500.0,
            gradients={"k": 18000.0},
            inputs=("table['x']", "k"),
            seconds=10,
        ),
        Example(
            name="variance_of_a_long_list_and_its_largest",
            code="""
samples = [0.001 * i for i in range(10500)]
k = 2.0
centre = sum(samples) / len(samples)
spread = sum((s - centre) ** 2 for s in samples) / len(samples)
y = k * spread + max(samples) * samples[4]
""",
            output="y",
            gradients={
                "k": sum((0.001 * i - 5.2495) ** 2 for i in range(10500)) / 10500,
                "samples": [
                    4.0 * (0.001 * i - 5.2495) / 10500 + 0.004 * (i == 10499) + 10.499 * (i == 4)
                    for i in range(10500)
                ],
            },
            most_nodes=24,
            seconds=20,
        ),
    ),
    "a list of a million numbers": (
        Example(
            name="million_zipped_with_itself",
            code="""
values = [1.0 for _ in range(1_000_000)]
rate = 0.5
out = rate * sum(values)
print(out)
""",
            output="out",
            value=500000.0,
            gradients={"rate": 1000000.0},
            inputs=("values", "rate"),
            quiet=("nothing to differentiate",),
            seconds=10,
        ),
        Example(
            name="million_by_list_of_range",
            code="""
import numpy as np
counts = list(range(1_000_000))
c = 2.0
out = c * float(np.mean(counts))
print(out)
""",
            output="out",
            value=999999.0,
            gradients={"c": 499999.5},
            quiet=("nothing to differentiate",),
            seconds=10,
        ),
        Example(
            name="million_in_a_function",
            code="""
def total_of(numbers, weight):
    total = 0.0
    for number in numbers:
        total += number
    return total * weight

numbers = [0.5] * 1_000_000
weight = 4.0
y = total_of(numbers, weight)
""",
            output="y",
            value=2000000.0,
            gradients={"weight": 500000.0},
            quiet=("nothing to differentiate",),
            seconds=6,
        ),
    ),
    "a sum of terms over a list of a million numbers": (
        Example(
            name="zipped_lists_of_200000",
            code="""
a = [0.5 * (i % 3) for i in range(200_000)]
b = [float(i % 2) for i in range(200_000)]
scale = 3.0
y = scale * sum(p * q for p, q in zip(a, b))
print(y)
""",
            output="y",
            inputs=("a", "b", "scale"),
            gradients={
                "scale": sum(0.5 * (i % 3) * (i % 2) for i in range(200_000)),
                "a": [3.0 * (i % 2) for i in range(200_000)],
            },
            seconds=30,
        ),
        Example(
            name="terms_by_a_function_with_a_start",
            code="""
import math

def bell(v, width):
    e = v / width
    return max(0.0, math.exp(-e * e) - 0.5)

points = [float(i % 5) - 2.0 for i in range(150_000)]
width = 2.0
y = sum((bell(v, width) for v in points), 1.0)
""",
            output="y",
            value=1.0 + 30_000 * (0.5 + 2 * (math.exp(-0.25) - 0.5)),
            gradients={
                "width": 30_000 * 2 * math.exp(-0.25) * 2 / 8,
                "points": [
                    (0.0, 0.5 * math.exp(-0.25), 0.0, -0.5 * math.exp(-0.25), 0.0)[i % 5]
                    for i in range(150_000)
                ],
            },
            seconds=30,
        ),
        Example(
            name="terms_that_are_not_alike",
            code="""
points = [float(i % 5) - 2.0 for i in range(150_000)]
w = 2.0
y = sum(v * w if v > 0.0 else 0.1 * v * w for v in points)
""",
            fails=True,
            says=("sum over points", "not each term computed alike"),
            seconds=30,
        ),
        Example(
            name="terms_of_a_part_alone",
            code="""
points = [float(i % 5) - 2.0 for i in range(150_000)]
w = 2.0
y = w + sum(v * w for v in points if v > 0.0)
""",
            fails=True,
            says=("sum over points", "not each term computed alike"),
            seconds=30,
        ),
        Example(
            name="numbers_counted_of_a_long_list",
            code="""
points = [float(i % 5) - 2.0 for i in range(150_000)]
w = 2.0
above = sum(1 for v in points if v > 0.0)
y = w * above
""",
            output="y",
            value=120_000.0,
            gradients={"w": 60_000.0},
            seconds=30,
        ),
        Example(
            name="terms_by_index",
            code="""
points = [float(i % 5) - 2.0 for i in range(150_000)]
w = 2.0
y = sum(points[i] * w for i in range(len(points)))
""",
            fails=True,
            says=("a sum of 150,000 terms", "too many"),
            seconds=30,
        ),
    ),
    "more operations than are recorded": (
        Example(
            name="while_loop_of_half_a_million",
            code="""
rate, start, gain = 0.5, 2.0, 3.0
state = 0.0
n = 0
while n < 250000:
    state = state * rate + start
    n += 1
y = state * gain
print(y)
""",
            output="y",
            value=12.0,
            gradients={"gain": 4.0},
            or_says=("y", "record"),
            seconds=6,
        ),
        Example(
            name="six_hundred_thousand_conversions",
            code="""
w = 2.0
readings = [float(i) for i in range(600_000)]
y = w * 3.0
print(len(readings), y)
""",
            output="y",
            value=6.0,
            gradients={"w": 3.0},
            inputs=("w",),
            seconds=10,
        ),
        Example(
            name="nested_loops_then_a_late_result",
            code="""
a, w = 1.0, 5.0
acc = 0.0
for i in range(600):
    for j in range(500):
        acc = 0.5 * acc + a
late = acc * w
""",
            output="late",
            value=10.0,
            gradients={"w": 2.0, "a": 10.0},
            or_says=("late", "record"),
            seconds=6,
        ),
        Example(
            name="function_called_very_often",
            code="""
def relax(v, target):
    return v + 0.5 * (target - v)

target, b = 8.0, 0.25
v = 0.0
for _ in range(200000):
    v = relax(v, target)
final = v * b
print(final)
""",
            output="final",
            value=2.0,
            gradients={"b": 8.0},
            or_says=("final", "record"),
            seconds=6,
        ),
    ),
}
