"""Gradients whose names say so in words: `grad_w`, `weight_gradient`, `partial_w`."""

PROGRAMS = {
    "partial w": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
partial_w = 2 * (y - t) * x
partial_b = 2 * (y - t)
""",
    ),
    "w derivative": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
w_derivative = 2 * (y - t) * x
b_derivative = 2 * (y - t)
""",
    ),
    "deriv w": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
deriv_w = 2 * (y - t) * x
deriv_b = 2 * (y - t)
""",
    ),
    "gradW": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
gradW = 2 * (y - t) * x
gradB = 2 * (y - t)
""",
    ),
    "grad of w": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
grad_of_w = 2 * (y - t) * x
""",
    ),
    "weight gradient": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
weight_gradient = 2 * (y - t) * x
bias_gradient = 2 * (y - t)
""",
    ),
    "grads W1 key": (
        "loss",
        """
import numpy as np

X = np.array([[1.0, 2.0]])
W = np.array([[0.5], [0.25]])
y = X @ W
loss = np.sum((y - 1.0) ** 2)
grads = {}
grads["W"] = X.T @ (2 * (y - 1.0))
grads["y"] = 2 * (y - 1.0)
""",
    ),
    "sensitivity": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
upstream = 2 * (y - t)
dw = upstream * x
""",
    ),
    "w grad": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
w_grad = 2 * (y - t) * x
b_grad = 2 * (y - t)
w = w - 0.1 * w_grad
b = b - 0.1 * b_grad
""",
    ),
    "grads list": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
grads = [2 * (y - t) * x, 2 * (y - t)]
""",
    ),
    "grads append": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
grads = []
y = w * x + b
loss = (y - t) ** 2
grads.append(2 * (y - t) * x)
grads.append(2 * (y - t))
w -= 0.1 * grads[0]
b -= 0.1 * grads[1]
""",
    ),
    "slope names": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
slope_w = 2 * (y - t) * x
slope_b = 2 * (y - t)
w = w - 0.1 * slope_w
b = b - 0.1 * slope_b
""",
    ),
}
