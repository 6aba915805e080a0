"""The cost stands in a function of its own, away from the gradients, or nowhere."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, wrong
from tests.quick_or_long import quick

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


STARTS = {
    "a loss that is returned with its gradient": """import numpy as np
def cost(theta, X, y):
    h = 1 / (1 + np.exp(-X @ theta))
    J = -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))
    grad = X.T @ (h - y) / len(y)
    return J, grad
X, y, theta = np.array([[1.0, 2.0], [1.0, -1.0], [1.0, 0.3]]), np.array([1, 0, 1]), np.zeros(2)
for k in range(2):
    J, grad = cost(theta, X, y)
    theta = theta - 0.5 * grad
""",
    "a sum of a multiple of the loss": """import numpy as np
w, total = np.array([0.2, -0.4]), 0.0
for x, t in ((np.array([1.0, 2.0]), 1.0), (np.array([-1.0, 0.5]), 0.0)):
    out = x @ w
    half_error = 0.5 * (out - t) ** 2
    total += 2 * half_error
    out_delta = out - t
    dw = out_delta * x
    w = w - 0.1 * dw
""",
    "a row of an array under its own name": """import numpy as np
P, Q = np.array([[0.3, 0.9], [0.4, -0.2]]), np.array([[0.7, 0.1]])
for u, i, r in ((0, 0, 4.0), (1, 0, 2.0)):
    p_u, q_i = P[u].copy(), Q[i].copy()
    loss = (r - p_u @ q_i) ** 2
    dp = -2 * (r - p_u @ q_i) * q_i
    dq = -2 * (r - p_u @ q_i) * p_u
    P[u] = p_u - 0.05 * dp
    Q[i] = q_i - 0.05 * dq
""",
}


@pytest.mark.parametrize("code", quick(STARTS.values(), 1), ids=STARTS)
def test_the_output_is_found(code):
    found = checked(code)
    assert {one.verdict for one in found.verdicts} == {"right"}


@pytest.mark.parametrize("name", ["dlogits", "dscores", "dv"])
def test_the_first_of_a_chain_tells_whether_all_have_a_minus(name):
    """An objective that is to grow: what is added to the parameters is its gradient."""
    variable = name[1:]
    code = (
        "import numpy as np\nx, w = np.array([[1.0, 0.5], [0.3, -1.0]]), np.array([0.4, 0.1])\n"
        f"{variable} = x @ w\nobjective = np.mean(np.log(1 / (1 + np.exp(-{variable}))))\n"
        f"{name} = (1 - 1 / (1 + np.exp(-{variable}))) / 2\ndw = {{}}x.T @ {name}\n"
        "w = w + 0.5 * dw\n"
    )
    assert not checked(code.format("")).of_kind("wrong")
    assert [one.name for one in checked(code.format("-")).of_kind("wrong")] == ["dw"]
