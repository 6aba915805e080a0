"""Training loops and timings as readers write them, each of full length for its kind."""

from __future__ import annotations

SOFTMAX = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(size=(200, 2))
y = rng.integers(0, 3, 200)
W = 0.1 * rng.normal(size=(2, 3))
b = np.zeros(3)
for epoch in range(900):
    scores = X @ W + b
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(200), y]).mean()
    dscores = p.copy()
    dscores[np.arange(200), y] -= 1
    dscores /= 200
    dW = X.T @ dscores
    db = dscores.sum(axis=0)
    W -= 0.5 * dW
    b -= 0.5 * db
print(loss)
"""
CLASSES = """
import numpy as np

class Dense:
    def __init__(self, n, m, rng):
        self.weights = 0.5 * rng.standard_normal((n, m))
        self.biases = np.zeros((1, m))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = inputs @ self.weights + self.biases

    def backward(self, dvalues):
        self.dweights = self.inputs.T @ dvalues
        self.dbiases = dvalues.sum(axis=0, keepdims=True)
        self.dinputs = dvalues @ self.weights.T

class SGD:
    def __init__(self, rate):
        self.rate = rate

    def update(self, layer):
        layer.weights += -self.rate * layer.dweights
        layer.biases += -self.rate * layer.dbiases

rng = np.random.default_rng(0)
X = rng.standard_normal((60, 2))
t = X[:, :1] * X[:, 1:]
first, second, sgd = Dense(2, 8, rng), Dense(8, 1, rng), SGD(0.05)
for epoch in range(500):
    first.forward(X)
    hidden = np.tanh(first.output)
    second.forward(hidden)
    loss = np.mean((second.output - t) ** 2)
    second.backward(2 * (second.output - t) / len(X))
    first.backward(second.dinputs * (1 - hidden ** 2))
    sgd.update(first)
    sgd.update(second)
    if epoch % 200 == 0:
        print(epoch, round(float(loss), 6))
"""
BATCHES = """
import numpy as np
rng = np.random.default_rng(1)
images = rng.random((500, 64))
labels = rng.random((500, 1))
w = np.zeros((64, 1))
for epoch in range(60):
    for start in range(0, 500, 10):
        xb, yb = images[start:start + 10], labels[start:start + 10]
        out = xb @ w
        loss = np.mean((out - yb) ** 2)
        dw = 2 * xb.T @ (out - yb) / 10
        w = w - 0.01 * dw
print(loss)
"""
RING = """
import numpy as np
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
t = np.array([[0], [1], [1], [0]])
rng = np.random.RandomState(2)
w1, w2 = rng.rand(2, 3), rng.rand(3, 1)
losses = []
for step in range(900):
    h = np.tanh(X @ w1)
    o = 1 / (1 + np.exp(-(h @ w2)))
    loss = np.mean((t - o) ** 2)
    losses.append(loss)
    d_o = 2 * (o - t) / 4 * o * (1 - o)
    d_h = d_o @ w2.T * (1 - h ** 2)
    w2 = w2 - 0.3 * h.T @ d_o
    w1 = w1 - 0.3 * X.T @ d_h
print(losses[-1])
"""
LINE = """
xs = [0.5, 1.0, 1.5, 2.0]
ts = [2.0, 3.0, 4.0, 5.0]
w, b = 0.0, 0.0
for epoch in range(700):
    for x, t in zip(xs, ts):
        y = w * x + b
        loss = (y - t) ** 2
        dw = 2 * (y - t) * x
        db = 2 * (y - t)
        w -= 0.01 * dw
        b -= 0.01 * db
print(round(w, 3), round(b, 3))
"""
AND = """
import math
rows = [([0, 0], 0), ([0, 1], 0), ([1, 0], 0), ([1, 1], 1)]
w, b = [0.1, -0.2], 0.0
for epoch in range(400):
    for x, t in rows:
        z = w[0] * x[0] + w[1] * x[1] + b
        a = 1 / (1 + math.exp(-z))
        loss = (a - t) ** 2
        dz = 2 * (a - t) * a * (1 - a)
        w = [w[0] - 0.5 * dz * x[0], w[1] - 0.5 * dz * x[1]]
        b = b - 0.5 * dz
print(loss)
"""
OBJECT = """
import math

class Unit:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        self.out = math.tanh(self.w * x + self.b)
        return self.out

    def backward(self, d_out):
        d_z = d_out * (1 - self.out ** 2)
        self.dw, self.db = d_z * self.x, d_z
        return d_z * self.w

units = [Unit(0.5, 0.1), Unit(-0.3, 0.2), Unit(0.8, -0.1)]
for step in range(800):
    a = 0.6
    for unit in units:
        a = unit.forward(a)
    loss = (a - 0.4) ** 2
    d = 2 * (a - 0.4)
    for unit in reversed(units):
        d = unit.backward(d)
    for unit in units:
        unit.w -= 0.1 * unit.dw
        unit.b -= 0.1 * unit.db
print(round(loss, 6))
"""
NEURONS = """
class Neuron:
    def __init__(self, weights):
        self.weights = weights

    def respond(self, inputs):
        self.inputs = inputs
        self.output = sum(w * i for w, i in zip(self.weights, inputs))
        return self.output

    def learn(self, target):
        miss = self.output - target
        for k in range(len(self.weights)):
            self.weights[k] -= 0.05 * miss * self.inputs[k]

neuron = Neuron([0.5, -0.5, 0.25])
for turn in range(900):
    guess = neuron.respond([1.0, 2.0, 3.0])
    loss = 0.5 * (guess - 1.0) ** 2
    neuron.learn(1.0)
print(round(guess, 6))
"""
METHOD = """
class Fit:
    def __init__(self):
        self.slope, self.shift, self.costs = 0.0, 0.0, []

    def train(self, points, rounds):
        for _ in range(rounds):
            gs = gi = cost = 0.0
            for x, y in points:
                gap = self.slope * x + self.shift - y
                cost += gap ** 2
                gs += 2 * gap * x
                gi += 2 * gap
            self.costs.append(cost)
            self.slope -= 0.02 * gs
            self.shift -= 0.02 * gi

fit = Fit()
fit.train([(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)], 600)
print(round(fit.slope, 2), round(fit.shift, 2))
"""
TIMED = """
import timeit
import numpy as np
x = np.array([1.0, -2.0, 3.0])
w = np.array([-3.0, -1.0, 2.0])
b = 1.0

def neuron():
    z = (x * w).sum() + b
    return np.maximum(0.0, z)

y = neuron()
seconds = timeit.timeit(neuron, number=10000)
print(seconds > 0)
"""
CLOCKED = """
import time

def slope(a, b):
    p = a * b
    return p + a

a, b = 2.0, 3.0
start = time.perf_counter()
for _ in range(8000):
    slope(a, b)
spent = time.perf_counter() - start
y = slope(a, b)
print(spent > 0)
"""
REPEATED = """
import timeit

def forward(w):
    total = 0.0
    for x in (1.0, 2.0, 3.0):
        total = total + w * x
    return total

w = 1.5
y = forward(w)
best = min(timeit.repeat("forward(w)", globals=globals(), repeat=3, number=4000))
print(best > 0)
"""
SLEEPY = """
import time
w, x = 0.5, 2.0
for step in range(1000):
    y = w * x
    loss = (y - 3.0) ** 2
    dw = 2 * (y - 3.0) * x
    w = w - 0.01 * dw
    time.sleep(0.1)
"""
ENDLESS = """
import math
v = 0.3
while True:
    u = math.sin(v)
    loss = u * u
    v = v - 0.001 * 2 * u * math.cos(v)
"""
AFTER_A_RESULT = """
import time
a, b = 1.5, 4.0
y = a * b
print("done")
time.sleep(60)
"""
