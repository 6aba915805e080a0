"""Programs with a slip that several lines could be to blame for."""

from __future__ import annotations

# The kind, the code, what is right in it, and a slip.
PROGRAMS: list[tuple[str, str, str, str]] = [
    # A minus or a factor too many is likelier than that another line lacks one.
    (
        "too many",
        """
import numpy as np
pairs = [(0.5, 1.0), (-1.0, 0.0), (2.0, 1.0)]
slope, shift, total = 0.4, -0.1, 0.0
dslope = dshift = 0.0
for x, t in pairs:
    z = slope * x + shift
    p = 1 / (1 + np.exp(-z))
    total += -(t * np.log(p) + (1 - t) * np.log(1 - p))
    dslope += (p - t) * x
    dshift += p - t
cost = total / 3
dslope = dslope / 3
dshift = {slip}
""",
        "dshift / 3",
        "-(dshift / 3)",
    ),
    (
        "too many",
        """
import numpy as np
class SquaredError:
    def forward(self, guess, goal):
        return np.mean((guess - goal) ** 2)
    def backward(self, guess, goal):
        rows, width = guess.shape
        self.dguess = {slip}
        self.dguess = self.dguess / rows
        return self.dguess
rng = np.random.RandomState(1)
X, goal = rng.randn(5, 3), rng.randn(5, 2)
W = rng.randn(3, 2)
guess = X @ W
error = SquaredError()
loss = error.forward(guess, goal)
dguess = error.backward(guess, goal)
dW = X.T @ dguess
dX = dguess @ W.T
""",
        "2 * (guess - goal) / width",
        "2 * (guess - goal) / width * width",
    ),
    (
        "too many",
        """
import numpy as np
counts = np.array([3.0, 1.0, 4.0, 2.0])
seen = np.array([[1.0, 0.2], [1.0, -0.5], [1.0, 0.9], [1.0, 0.1]])
beta = np.array([0.1, 0.3])
for turn in range(2):
    eta = seen @ beta
    rate = np.exp(eta)
    cost = np.sum(rate - counts * np.log(rate))
    slope_rate = {slip}
    slope_eta = slope_rate * rate
    slope_beta = seen.T @ slope_eta
    beta = beta - 0.01 * slope_beta
""",
        "1 - counts / rate",
        "(1 - counts / rate) * rate",
    ),
    # What is wrong in a later round alone: the rounds before keep the slip.
    (
        "a later round",
        """
import numpy as np
rng = np.random.RandomState(5)
class Full:
    def __init__(self, n, m):
        self.weights = rng.randn(m, n)
    def forward(self, inputs):
        self.inputs = inputs
        return self.weights @ inputs
    def backward(self, grad_of_output):
        dweights = grad_of_output @ self.inputs.T
        dinputs = self.weights.T @ grad_of_output
        self.weights -= 0.1 * dweights
        return dinputs
layers = [Full(2, 3), Full(3, 1)]
samples = [([1.0, 0.5], 1.0), ([0.3, -0.7], 1.0), ([-0.4, 0.8], 0.5)]
for features, target in samples:
    flow = np.array(features).reshape(2, 1)
    for layer in layers:
        flow = layer.forward(flow)
    loss = np.mean((flow - target) ** 2)
    back = {slip}
    for layer in reversed(layers):
        back = layer.backward(back)
""",
        "2 * (flow - target)",
        "2 * (flow - target) * target",
    ),
    # A name that says little may be right by another variable than what reads it takes it for.
    (
        "by another variable",
        """
import numpy as np
rng = np.random.RandomState(3)
ramp = lambda z: (z > 0) * z
ramp_slope = lambda a: a > 0
lights, walk = rng.rand(4, 3), np.array([[1.0, 0.0, 1.0, 0.0]]).T
first, second = rng.rand(3, 4) - 0.5, rng.rand(4, 1) - 0.5
for turn in range(2):
    for i in range(4):
        layer_0 = lights[i : i + 1]
        net_1 = layer_0 @ first
        layer_1 = ramp(net_1)
        layer_2 = layer_1 @ second
        half = 0.5 * np.sum((layer_2 - walk[i : i + 1]) ** 2)
        layer_2_delta = layer_2 - walk[i : i + 1]
        layer_1_delta = {slip}
        second -= 0.2 * layer_1.T.dot(layer_2_delta)
        first -= 0.2 * layer_0.T.dot(layer_1_delta)
""",
        "layer_2_delta.dot(second.T) * ramp_slope(layer_1)",
        "layer_2_delta.dot(second.T)",
    ),
    # Items of lists and arrays, and attributes: what stands there alone lacks a factor.
    (
        "an item",
        """
import numpy as np
rng = np.random.RandomState(8)
X, Y = rng.randn(2, 4), rng.rand(4)
v = rng.randn(2, 1)
J, dv1, dv2 = 0.0, 0.0, 0.0
for i in range(4):
    q = v[0, 0] * X[0, i] + v[1, 0] * X[1, i]
    J += 0.5 * (q - Y[i]) ** 2
    dq = q - Y[i]
    dv1 += {slip}
    dv2 += X[1, i] * dq
J /= 4
dv1 /= 4
dv2 /= 4
""",
        "X[0, i] * dq",
        "v[0, 0] * dq",
    ),
    (
        "an item",
        """
import numpy as np
rng = np.random.RandomState(12)
Ms = [rng.randn(3, 3) * 0.6, rng.randn(3, 2) * 0.6]
T = rng.randn(5, 2)
hs = [rng.randn(5, 3)]
for M in Ms:
    hs.append(np.tanh(hs[-1] @ M))
loss = np.sum((hs[-1] - T) ** 2)
dMs = [None, None]
back = {slip}
for i in (1, 0):
    back = back * (1 - hs[i + 1] ** 2)
    dMs[i] = hs[i].T @ back
    back = back @ Ms[i].T
""",
        "2 * (hs[-1] - T)",
        "2 * (hs[0][:, :2] - T)",
    ),
    (
        "an attribute",
        """
import numpy as np
class Scorer:
    def __init__(self):
        self.u, self.v = np.array([[0.5, -0.2], [0.1, 0.7]]), np.array([0.6, -0.4])
    def loss(self, x, label):
        self.x = x
        self.h = np.tanh(x @ self.u)
        self.p = 1 / (1 + np.exp(-(self.h @ self.v)))
        self.cost = -(label * np.log(self.p) + (1 - label) * np.log(1 - self.p))
        self.label = label
        return self.cost
    def gradients(self):
        g_score = self.p - self.label
        g_v = {slip}
        g_h = g_score * self.v
        g_u = np.outer(self.x, g_h * (1 - self.h ** 2))
        return {{"u": g_u, "v": g_v}}
net = Scorer()
for x, label in [(np.array([1.0, -0.5]), 1.0), (np.array([0.3, 0.8]), 0.0)]:
    value = net.loss(x, label)
    grads = net.gradients()
    net.u = net.u - 0.1 * grads["u"]
    net.v = net.v - 0.1 * grads["v"]
""",
        "g_score * self.h",
        "self.h",
    ),
]
