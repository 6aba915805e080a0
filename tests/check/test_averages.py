"""A bar stands for a mean, too: `x_bar = np.mean(x)` beside derivatives written by hand."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong

LINE = """
import numpy as np
x, y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.1, 3.9, 6.2, 7.8])
w, b = 0.0, 0.0
for epoch in range(4):
    loss = np.mean((w * x + b - y) ** 2)
    dw = 2 * np.mean((w * x + b - y) * x)
    db = 2 * np.mean(w * x + b - y)
    w -= 0.05 * dw
    b -= 0.05 * db
"""
MEANS = {
    "in one line": "x_bar, y_bar = np.mean(x), np.mean(y)\n",
    "methods": "x_bar = x.mean()\ny_bar = y.mean(axis=0)\n",
    "a sum over how many there are": "x_bar = sum(x) / len(x)\nbar_y = np.sum(y) / 4\n",
}
EXACT = "print(np.sum((x - x.mean()) * (y - y.mean())))\n"
ADJOINTS = """
import numpy as np
x, w = 1.5, 0.4
v = w * x
y = np.sin(v)
y_bar = 1.0
v_bar = y_bar * np.cos(v)
x_bar = v_bar * w
w_bar = v_bar * x
"""


@pytest.mark.parametrize("means", MEANS.values(), ids=MEANS)
def test_a_mean_with_a_bar_is_no_derivative(means):
    found = verdicts(LINE + means + EXACT)
    assert {name: verdict for (name, _), verdict in found.items()} == {"dw": "right", "db": "right"}


@pytest.mark.parametrize("average", ["w_bar = 0.5 * w", "adj_w = w / (1 + abs(w))"])
def test_what_may_be_another_average_and_is_alone_is_left_open(average):
    assert wrong(f"{LINE}    {average}\n") == []


def test_adjoints_that_go_on_from_each_other_are_judged():
    assert set(verdicts(ADJOINTS).values()) == {"right"}
    slip = ADJOINTS.replace("v_bar * w", "v_bar * x")
    assert [name for name, _ in wrong(slip)] == ["x_bar"]
