"""Backward passes whose errors have no name of a gradient: the weights that are turned tell."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _last_of_three():
    rng = np.random.RandomState(0)
    value = np.array([[0.5], [-1.0], [2.0]])
    for _ in range(3):
        value = np.tanh(rng.randn(3, 3) * 0.5 @ value)
    return value


_GUESS = _last_of_three()
_ROWS = [[0.2, 0.9, -0.4], [0.5, -0.3, 0.8]]
_TIED = [[0.4, -0.2], [0.1, 0.7], [-0.5, 0.3]]
_SQUARE = [[0.4, -0.2, 0.3], [0.1, 0.7, -0.6], [-0.5, 0.3, 0.2]]


def _of_autoencoder(W):  # noqa: N803
    hidden = 1 / (1 + np.exp(-(np.array(_ROWS) @ W)))
    return 0.5 * np.sum((hidden @ W.T - np.array(_ROWS)) ** 2)


def _of_form(A):  # noqa: N803
    z = np.tanh(A @ np.array(_ROWS[0]))
    return (z @ A @ z - 1) ** 2


def _of_embeddings(E):  # noqa: N803
    scores = np.tanh(np.eye(3)[[0, 2]] @ E @ np.array([[0.3, -0.6], [0.8, 0.1]])) @ E.T
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return -np.sum(np.eye(3)[[1, 0]] * np.log(p))


KINDS = {
    "errors without a gradient's name that are sent back": (
        Example(
            name="layers_updated_under_another_name",
            code="""
import numpy as np
np.random.seed(1)
class Dense:
    def __init__(self, n, m):
        self.w = np.random.randn(n, m)
    def forward(self, x):
        self.x = x
        self.out = 1 / (1 + np.exp(-(x @ self.w)))
        return self.out
X = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([[1.0], [1.0], [0.0]])
layers = [Dense(2, 3), Dense(3, 1)]
for epoch in range(4):
    a = X
    for layer in layers:
        a = layer.forward(a)
    d = a - y
    for layer in reversed(layers):
        one = layer
        d = d * one.out * (1 - one.out)
        back = d @ one.w.T
        one.w = one.w - 0.05 * one.x.T @ d
        d = back
print(a)
""",
            output="a",
            inputs=("X", "layers[0].w", "layers[1].w"),
        ),
        Example(
            name="square_weights_of_columns_in_a_list",
            code="""
import numpy as np
rng = np.random.RandomState(0)
weights = [rng.randn(3, 3) * 0.5, rng.randn(3, 3) * 0.5, rng.randn(3, 3) * 0.5]
x, goal = np.array([[0.5], [-1.0], [2.0]]), np.array([[0.0], [1.0], [0.0]])
for step in range(4):
    values = [x]
    for w in weights:
        values.append(np.tanh(w @ values[-1]))
    r = values[-1] - goal
    for k in range(2, -1, -1):
        s = r * (1 - values[k + 1] ** 2)
        r = weights[k].T @ s
        weights[k] = weights[k] - 0.1 * s @ values[k].T
print(values[-1])
""",
            output="values[3]",
            value=_GUESS,
            seed=_GUESS - np.array([[0.0], [1.0], [0.0]]),
        ),
        Example(
            name="a_method_that_passes_on_behind_a_mask",
            code="""
import numpy as np
class Unit:
    def __init__(self, n, m, seed):
        self.weight = np.random.RandomState(seed).randn(n, m)
        self.bias = np.zeros(m)
    def run(self, x):
        self.given = x
        self.result = np.maximum(0, x @ self.weight + self.bias)
        return self.result
    def learn(self, e, rate):
        e = e * (self.result > 0)
        passed = np.dot(e, self.weight.T)
        self.weight = self.weight - rate * np.dot(self.given.T, e)
        self.bias = self.bias - rate * e.sum(axis=0)
        return passed
units = [Unit(2, 4, 1), Unit(4, 1, 2)]
X, Y = np.array([[1.0, 0.5], [0.2, -1.0], [-0.3, 0.8]]), np.array([[1.0], [0.0], [0.5]])
for epoch in range(4):
    out = X
    for u in units:
        out = u.run(out)
    e = out - Y
    for u in reversed(units):
        e = u.learn(e, 0.05)
print(out)
""",
            output="out#2|out",
            gradients={"units[1].bias": [0.77397768]},
        ),
        Example(
            name="what_goes_through_the_same_weights_twice",
            code="""
import numpy as np
rng = np.random.RandomState(3)
Wx, Wh, Wy = rng.randn(4, 2) * 0.4, rng.randn(4, 4) * 0.4, rng.randn(1, 4) * 0.4
first, second, t = np.array([[1.0], [0.0]]), np.array([[0.5], [1.0]]), np.array([[0.7]])
for it in range(3):
    h0 = np.zeros((4, 1))
    h1 = np.tanh(Wx @ first + Wh @ h0)
    z2 = Wh @ h1
    h2 = np.tanh(Wx @ second + z2)
    out = Wy @ h2
    e = out - t
    q = Wy.T @ e * (1 - h2 ** 2)
    p = Wh.T @ q * (1 - h1 ** 2)
    Wy = Wy - 0.1 * e @ h2.T
    Wh = Wh - 0.1 * (q @ h1.T + p @ h0.T)
    Wx = Wx - 0.1 * (q @ second.T + p @ first.T)
print(out)
""",
            output="e|out",
        ),
    ),
    "weights that go forward a second time, turned": (
        Example(
            name="an_autoencoder_with_one_matrix_for_both_ways",
            code=f"""
import numpy as np
X, W = np.array({_ROWS}), np.array({_TIED})
for epoch in range(3):
    H = 1 / (1 + np.exp(-(X @ W)))
    out = H @ W.T
    err = out - X
    loss = 0.5 * np.sum(err ** 2)
    dH = err @ W
    dZ = dH * H * (1 - H)
    dW = X.T @ dZ + err.T @ H
    W = W - 0.1 * dW
print(loss)
""",
            output="loss",
            gradients=slopes(_of_autoencoder, W=_TIED),
        ),
        Example(
            name="embeddings_that_are_the_weights_of_the_logits",
            code=f"""
import numpy as np
E, U = np.array({_TIED}), np.array([[0.3, -0.6], [0.8, 0.1]])
x, t = np.eye(3)[[0, 2]], np.eye(3)[[1, 0]]
for step in range(2):
    h = np.tanh(x @ E @ U)
    p = np.exp(h @ E.T) / np.exp(h @ E.T).sum(axis=1, keepdims=True)
    loss = -np.sum(t * np.log(p))
    dscores = p - t
    da = (dscores @ E) * (1 - h ** 2)
    dE = dscores.T @ h + x.T @ (da @ U.T)
    dU = (x @ E).T @ da
    E -= 0.1 * dE
    U -= 0.1 * dU
print(loss)
""",
            output="loss",
            gradients=slopes(_of_embeddings, E=_TIED),
        ),
        Example(
            name="columns_coded_and_decoded_without_names_of_gradients",
            code=f"""
import numpy as np
x, W = np.array([[0.4], [-0.7]]), np.array({_TIED})
for epoch in range(3):
    code = np.tanh(W @ x)
    guess = np.tanh(W.T @ code)
    r = guess - x
    s = r * (1 - guess ** 2)
    q = (W @ s) * (1 - code ** 2)
    W = W - 0.1 * (code @ s.T + q @ x.T)
print(guess)
""",
            output="guess",
        ),
        Example(
            name="a_form_with_the_weights_of_the_layer_before",
            code=f"""
import numpy as np
A, x = np.array({_SQUARE}), np.array({_ROWS[0]})
for i in range(2):
    z = np.tanh(A @ x)
    loss = (z @ A @ z - 1) ** 2
    g = 2 * (z @ A @ z - 1)
    A = A - 0.01 * g * (np.outer(z, z) + np.outer(((A + A.T) @ z) * (1 - z ** 2), x))
print(loss)
""",
            output="loss",
            gradients=slopes(_of_form, A=_SQUARE),
        ),
    ),
}
