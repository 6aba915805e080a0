"""Slips that several lines could be to blame for: the likeliest is named, in its own round."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from tests.check.likeliest_slips import PROGRAMS
from tests.check.test_verdicts import wrong

# As `PROGRAMS`: the kind, the code, what is right in it, and a slip.
LATER: list[tuple[str, str, str, str]] = [
    # What is right by another layer's variable, and what lacks all that it should compute.
    (
        "by another variable",
        """
import numpy as np
rng = np.random.RandomState(6)
class Full:
    def __init__(self, n, m):
        self.W = rng.randn(n, m)
    def forward(self, x):
        self.x = x
        return x @ self.W
    def backward(self, grad_output):
        self.grad_W = self.x.T @ grad_output
        grad_input = grad_output @ self.W.T
        return grad_input
class Bend:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out
    def backward(self, grad_output):
        grad_input = {slip}
        return grad_input
net = [Full(2, 4), Bend(), Full(4, 1)]
x, goal = rng.randn(6, 2), rng.randn(6, 1)
out = x
for layer in net:
    out = layer.forward(out)
loss = np.mean((out - goal) ** 2)
grad = 2 * (out - goal) / goal.size
for layer in reversed(net):
    grad = layer.backward(grad)
""",
        "grad_output * (1 - self.out ** 2)",
        "grad_output",
    ),
    (
        "a turned shape",
        """
import numpy as np
def affine_backward(grad_out, x, W):
    grad_W = {slip}
    return grad_out @ W.T, grad_W, grad_out.sum(axis=0)
rng = np.random.RandomState(7)
x, goal = rng.randn(5, 3), rng.randn(5, 2)
V, c, W, b = rng.randn(3, 4), rng.randn(4), rng.randn(4, 2), rng.randn(2)
h = np.tanh(x @ V + c)
pred = h @ W + b
loss = np.sum((pred - goal) ** 2)
grad_pred = 2 * (pred - goal)
grad_h, grad_W, grad_b = affine_backward(grad_pred, h, W)
grad_net = grad_h * (1 - h ** 2)
grad_x, grad_V, grad_c = affine_backward(grad_net, x, V)
""",
        "x.T @ grad_out",
        "grad_out.T @ x",
    ),
    # Gradients that a loop gathers are by all of its losses, also where none of them is right.
    (
        "gathered",
        """
import numpy as np
w, b = np.array([0.2, -0.3]), 0.1
for turn in range(2):
    w_grad, b_grad, whole = np.zeros(2), 0.0, 0.0
    for row, goal in [([0.5, 1.0], 1.0), ([1.0, -0.4], 0.0), ([-0.7, 0.9], 1.0)]:
        x = np.array(row)
        out = 1 / (1 + np.exp(-(w @ x + b)))
        loss = 0.5 * (out - goal) ** 2
        whole += loss
        dloss_dout = out - goal
        back = {slip}
        w_grad += back * x
        b_grad += back
    w -= 0.5 * w_grad
    b -= 0.5 * b_grad
""",
        "dloss_dout * out * (1 - out)",
        "dloss_dout",
    ),
    (
        "of several layers",
        """
import numpy as np
rng = np.random.RandomState(9)
weights = [rng.randn(4, 3), rng.randn(3, 4), rng.randn(2, 3)]
biases = [rng.randn(4), rng.randn(3), rng.randn(2)]
def forward(x):
    acts = [x]
    for W, b in zip(weights, biases):
        acts.append(np.tanh(W @ acts[-1] + b))
    return acts
goal = np.array([0.3, -0.2])
acts = forward(np.array([0.5, -0.1, 0.8]))
cost = 0.5 * np.sum((acts[-1] - goal) ** 2)
grad_w, grad_b = [None] * 3, [None] * 3
delta = (acts[-1] - goal) * (1 - acts[-1] ** 2)
grad_b[-1] = delta
grad_w[-1] = np.outer(delta, acts[-2])
for l in (1, 0):
    delta = (weights[l + 1].T @ delta) * (1 - acts[l + 1] ** 2)
    grad_b[l] = {slip}
    grad_w[l] = np.outer(delta, acts[l])
""",
        "delta",
        "-delta",
    ),
    # Twice, or three times, the derivative in one round by chance.
    (
        "a factor by chance",
        """
import numpy as np
rng = np.random.RandomState(10)
X, t = rng.randn(6, 3), np.array([1.0, 0, 0, 1, 1, 0]).reshape(-1, 1)
w, b = np.zeros((3, 1)), 0.0
for turn in range(3):
    z = X @ w + b
    p = 1 / (1 + np.exp(-z))
    loss = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
    dz = {slip}
    dw = X.T @ dz / 6
    db = np.sum(dz) / 6
    w -= 0.5 * dw
    b -= 0.5 * db
""",
        "p - t",
        "(p - t) * p",
    ),
]


@pytest.mark.parametrize(
    ("code", "right", "slip"),
    [
        pytest.param(*rest, id=f"{kind} {at}", marks=pytest.mark.long if at else ())
        for at, (kind, *rest) in enumerate([*PROGRAMS, *LATER])
    ],
)
def test_the_likeliest_slip_is_named(code, right, slip):
    assert wrong(code.format(slip=right)) == []
    line = code.partition("{slip}")[0].count("\n") + 1
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}


def test_what_stands_between_pasted_cells_is_run(tmp_path):
    path = tmp_path / "session.txt"
    path.write_text("""In [1]: x, t, w = 1.5, 2.0, 0.4

In [2]: y = w * x
   ...: loss = (y - t) ** 2
   ...: dloss_dy = 2 * (y - t)

In [3]: dloss_dw = dloss_dy * x

In [4]: dloss_dw
Out[4]: -4.199999999999999

In [5]: dloss_dx = -dloss_dy * w

In [6]: dloss_dx
Out[6]: 1.1199999999999999
""")
    found = gb.check(path).verdicts
    assert [(v.name, v.verdict) for v in found] == [
        ("dloss_dy", "right"), ("dloss_dw", "right"), ("dloss_dx", "wrong"),
    ]  # fmt: skip
