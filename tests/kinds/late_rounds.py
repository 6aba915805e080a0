"""Loops whose first rounds do nothing, or always the same, and whose later ones do more."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "rounds that are idle at first": (
        Example(
            name="sum_of_late_rounds",
            code="""
w = 2.0
total = 0.0
for i in range(300):
    if i > 280:
        total = total + i * w
y = total * 3.0
print(y)
""",
            output="y",
            gradients={"w": 3.0 * sum(range(281, 300))},
        ),
        Example(
            name="late_elements_of_an_array",
            code="""
import numpy as np

x = np.arange(200) * 0.5
w = np.array([1.5])
loss = 0.0
for i in range(200):
    if i >= 195:
        loss += (x[i] * w[0]) ** 2
print(loss)
""",
            output="loss",
            gradients={"w": [3.0 * sum((0.5 * i) ** 2 for i in range(195, 200))]},
        ),
        Example(
            name="while_loop_that_waits_for_its_turn",
            code="""
a, b = 1.5, -0.5
step = 0
out = a
while step < 120:
    step += 1
    if step % 60 == 0:
        out = out * b
print(out)
""",
            output="out",
            gradients={"a": 0.25, "b": -1.5},
        ),
        Example(
            name="function_that_uses_a_number_late",
            code="""
w = 0.5
terms = []

def visit(i):
    if i in (150, 160):
        terms.append(w * i)

for i in range(170):
    visit(i)
total = terms[0] + terms[1]
print(total)
""",
            output="total",
            gradients={"w": 310.0},
        ),
        Example(
            name="equal_rounds_then_another_one",
            code="""
w, x, total = 2.0, 0.25, 0.0
for i in range(200):
    y = w * x
    if i > 190:
        total = total + i * w
z = total * 3.0
print(z)
""",
            says=("line 3", "total changed"),
        ),
    ),
}
