"""Networks that learn by deltas and errors."""

PROGRAMS = {
    "delta output hidden": (
        "error|output",
        """
import math

x, w1, w2, t = 1.0, 0.3, -0.4, 1.0
hidden = 1 / (1 + math.exp(-x * w1))
output = 1 / (1 + math.exp(-hidden * w2))
error = t - output
output_delta = error * output * (1 - output)
hidden_error = output_delta * w2
hidden_delta = hidden_error * hidden * (1 - hidden)
w2 += hidden * output_delta
w1 += x * hidden_delta
""",
    ),
    "np l2 delta": (
        "l2|l2_error",
        """
import numpy as np

X = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
y = np.array([[0.0], [1.0]])
syn0 = np.array([[0.1, -0.2], [0.3, 0.4], [-0.5, 0.6]])
syn1 = np.array([[0.2], [-0.3]])
for j in range(2):
    l0 = X
    l1 = 1 / (1 + np.exp(-np.dot(l0, syn0)))
    l2 = 1 / (1 + np.exp(-np.dot(l1, syn1)))
    l2_error = y - l2
    l2_delta = l2_error * (l2 * (1 - l2))
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * (l1 * (1 - l1))
    syn1 += l1.T.dot(l2_delta)
    syn0 += l0.T.dot(l1_delta)
""",
    ),
    "nonlin deriv flag": (
        "l1|l1_error",
        """
import numpy as np


def nonlin(x, deriv=False):
    if deriv == True:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


X = np.array([[0.0, 0.0, 1.0], [1.0, 1.0, 1.0]])
y = np.array([[0.0], [1.0]])
syn0 = np.array([[0.1], [-0.2], [0.3]])
for i in range(3):
    l0 = X
    l1 = nonlin(np.dot(l0, syn0))
    l1_error = y - l1
    l1_delta = l1_error * nonlin(l1, True)
    syn0 += np.dot(l0.T, l1_delta)
""",
    ),
    "grads dict dW1": (
        "cost",
        """
import numpy as np

X = np.array([[1.0, 2.0], [3.0, -1.0]])
Y = np.array([[1.0, 0.0]])
params = {
    "W1": np.array([[0.1, 0.2], [-0.3, 0.4]]),
    "b1": np.zeros((2, 1)),
    "W2": np.array([[0.5, -0.5]]),
    "b2": np.zeros((1, 1)),
}


def forward(X, p):
    Z1 = p["W1"] @ X + p["b1"]
    A1 = np.tanh(Z1)
    Z2 = p["W2"] @ A1 + p["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    cost = -np.sum(logprobs) / m
    return cost


def backward(p, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = dZ2 @ cache["A1"].T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (p["W2"].T @ dZ2) * (1 - cache["A1"] ** 2)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def update(p, g, lr=0.5):
    W1 = p["W1"] - lr * g["dW1"]
    b1 = p["b1"] - lr * g["db1"]
    W2 = p["W2"] - lr * g["dW2"]
    b2 = p["b2"] - lr * g["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


for i in range(2):
    A2, cache = forward(X, params)
    cost = compute_cost(A2, Y)
    grads = backward(params, cache, X, Y)
    params = update(params, grads)
pred = A2 > 0.5
acc = np.mean(pred == Y)
""",
    ),
    "two layer dZ": (
        "loss",
        """
import numpy as np

X = np.array([[1.0, 2.0], [3.0, -1.0]])
W1 = np.array([[0.1, 0.2], [0.3, -0.4]])
W2 = np.array([[0.5], [-0.5]])
Y = np.array([[1.0], [0.0]])
Z1 = X @ W1
A1 = np.tanh(Z1)
Z2 = A1 @ W2
A2 = 1 / (1 + np.exp(-Z2))
loss = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
dZ2 = (A2 - Y) / 2
dW2 = A1.T @ dZ2
dA1 = dZ2 @ W2.T
dZ1 = dA1 * (1 - A1**2)
dW1 = X.T @ dZ1
W1 -= 0.1 * dW1
W2 -= 0.1 * dW2
""",
    ),
    "delta rule list": (
        "error|o",
        """
w = [0.1, -0.2]
x = [1.0, 0.5]
t = 1.0
o = sum(a * b for a, b in zip(w, x))
error = t - o
for i in range(2):
    w[i] += 0.1 * error * x[i]
""",
    ),
    "perceptron step": (
        "s|error|o",
        """
w = [0.1, -0.2]
x = [1.0, 0.5]
t = 1.0
s = w[0] * x[0] + w[1] * x[1]
o = 1 if s > 0 else 0
error = t - o
w = [w[i] + 0.1 * error * x[i] for i in range(2)]
""",
    ),
}
