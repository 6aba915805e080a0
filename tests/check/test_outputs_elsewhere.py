"""The cost stands in a function of its own, away from the gradients, or nowhere."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, wrong

_FIT = """
def cost(b, m, points):
    total = 0.0
    for x, y in points:
        total += (y - (m * x + b)) ** 2
    return {returned}

def step(b_now, m_now, points, rate):
    b_gradient = 0.0
    m_gradient = 0.0
    n = float(len(points))
    for x, y in points:
        b_gradient += -(2 / {n}) * (y - (m_now * x + b_now))
        m_gradient += -(2 / {n}) * {factor}(y - (m_now * x + b_now))
    return b_now - rate * b_gradient, m_now - rate * m_gradient

points = [(1.0, 2.0), (2.0, 4.5), (3.0, 5.5)]
b, m = {start}
print("before", cost(b, m, points))
for _ in range(20):
    b, m = step(b, m, points, 0.01)
print("after", cost(b, m, points))
"""


def fit(returned="total / len(points)", n="n", factor="x * ", start="0, 0"):
    return _FIT.format(returned=returned, n=n, factor=factor, start=start)


@pytest.mark.parametrize(
    "code",
    [fit(), fit(start="0.5, -1.0"), fit(returned="total", n="1"), fit(returned="total / 3.0")],
    ids=["mean", "other_start", "sum", "divided_by_a_number"],
)
def test_gradients_of_what_a_function_returns_are_right(code):
    found = checked(code)
    assert [(one.name, one.verdict) for one in found.verdicts] == [
        ("b_gradient", "right"),
        ("m_gradient", "right"),
    ]


def test_a_slip_in_them_is_named_at_its_line():
    assert wrong(fit(factor="")) == [("m_gradient", 14)]


_BATCH = """
rows = [[0.5, -1.0], [2.0, 0.25], [-0.75, 1.5]]
targets = [1.0, -0.5, 2.0]
weights, bias = [0.1, -0.2], 0.0

def predict(row):
    return sum(w * v for w, v in zip(weights, row)) + bias

for epoch in range(4):
    {start}
    for r, t in zip(rows, targets):
        err = predict(r) - t
        {add}
    {update}
"""
_IN_LISTS = _BATCH.format(
    start="grad_w, grad_b = [0.0, 0.0], 0.0",
    add="grad_w = [g + 2 * err * v / 3 for g, v in zip(grad_w, r)]; grad_b += 2 * err / 3",
    update="weights = [w - 0.1 * g for w, g in zip(weights, grad_w)]; bias -= 0.1 * grad_b",
)
_BY_INDEX = _BATCH.format(
    start="grad_w = [0.0, 0.0]",
    add="grad_w[0] += 2 * err * r[0] / 3; grad_w[1] += 2 * err * r[1] / 3",
    update="weights[0] -= 0.1 * grad_w[0]; weights[1] -= 0.1 * grad_w[1]",
)
_OF_THE_BIAS = _BATCH.format(
    start="grad_b = 0.0", add="grad_b += 2 * err / len(rows)", update="bias -= 0.1 * grad_b"
)


@pytest.mark.parametrize("code", [_IN_LISTS, _BY_INDEX, _OF_THE_BIAS])
def test_what_gathers_the_errors_of_a_batch_is_not_accused(code):
    assert wrong(code) == []
