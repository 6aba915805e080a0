"""A loss that is squeezed, copied or read as a number keeps the name that it is given then."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example

_CACHES = """
import numpy as np

def forward(X, p):
    Z1 = p["W1"] @ X + p["b1"]
    A1 = np.maximum(0, Z1)
    Z2 = p["W2"] @ A1 + p["b2"]
    return 1 / (1 + np.exp(-Z2)), (Z1, A1)

def cost_of(A2, Y):
    m = Y.shape[1]
    return np.squeeze(-np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m)

def backward(A2, Y, X, cache, p):
    Z1, A1 = cache
    m = Y.shape[1]
    dZ2 = A2 - Y
    grads = {"dW2": dZ2 @ A1.T / m, "db2": dZ2.sum(axis=1, keepdims=True) / m}
    dZ1 = (p["W2"].T @ dZ2) * (Z1 > 0)
    grads["dW1"] = dZ1 @ X.T / m
    grads["db1"] = dZ1.sum(axis=1, keepdims=True) / m
    return grads

X = np.array([[0.1, 0.9, -0.4, 0.7], [0.8, -0.3, 0.2, 0.5]])
Y = np.array([[1, 0, 1, 0]])
p = {
    "W1": np.array([[0.3, -0.2], [0.5, 0.4]]), "b1": np.zeros((2, 1)),
    "W2": np.array([[0.7, -0.6]]), "b2": np.zeros((1, 1)),
}
for i in range(4):
    A2, cache = forward(X, p)
    cost = cost_of(A2, Y)
    grads = backward(A2, Y, X, cache, p)
    for key in p:
        p[key] = p[key] - 0.5 * grads["d" + key]
    print(i, round(float(cost), 6))
"""


def _cost_of_caches(w2: np.ndarray, first: np.ndarray) -> float:
    x = np.array([[0.1, 0.9, -0.4, 0.7], [0.8, -0.3, 0.2, 0.5]])
    y = np.array([[1, 0, 1, 0]])
    a = 1 / (1 + np.exp(-(w2 @ np.maximum(0, first @ x))))
    return float(-np.mean(y * np.log(a) + (1 - y) * np.log(1 - a)))


_W1, _W2 = np.array([[0.3, -0.2], [0.5, 0.4]]), np.array([[0.7, -0.6]])
_STEP = 1e-6 * np.eye(2)
_OF_W2 = [
    (_cost_of_caches(_W2 + step, _W1) - _cost_of_caches(_W2 - step, _W1)) / 2e-6 for step in _STEP
]

KINDS = {
    "a loss that is squeezed, copied or read as a number": (
        Example(
            name="cost_of_dict_caches_squeezed",
            code=_CACHES,
            output="cost",
            value=_cost_of_caches(_W2, _W1),
            seed=1.0,
            gradients={"p['W2']": [_OF_W2]},
            quiet=("from the next layer",),
        ),
        Example(
            name="squeezed_without_a_function",
            code="""
import numpy as np
x, w, Y = np.array([[0.3, 0.6]]), np.array([[0.5]]), np.array([[1, 1]])
A = 1 / (1 + np.exp(-(w @ x)))
cost = np.squeeze(-np.sum(Y * np.log(A)) / 2)
dA = -Y / A
dw = (dA * A * (1 - A)) @ x.T / 2
print(cost)
""",
            output="cost",
            seed=1.0,
        ),
        Example(
            name="item_of_a_mean",
            code="""
import numpy as np
x, w = np.array([1.0, 2.0]), np.array([0.5, -1.5])
mse = np.mean((x * w) ** 2).item()
print(mse)
""",
            output="mse",
            value=4.625,
            gradients={"w": [0.5, -6.0]},
        ),
        Example(
            name="array_of_a_sum_reshaped",
            code="""
import numpy as np
x, w = np.array([1.0, 2.0]), np.array([0.5, -1.5])
loss = np.asarray(np.sum((x * w) ** 2) / 2).reshape(())
print(loss)
""",
            output="loss",
            value=4.625,
            gradients={"w": [0.5, -6.0]},
        ),
    ),
}
