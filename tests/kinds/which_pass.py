"""Passes end at an update, not where a later section uses a name again; nothing else is updated."""

from __future__ import annotations

import math

from tests.kinds.example import Example

KINDS = {
    "names of an update that a later section uses for data": (
        Example(
            name="gradient_descent_then_a_neuron",
            code="""
w = 3.0
f = w ** 2
dw = 2 * w
w = w - 0.1 * dw
w = 4.0
m, c = 0.5, 1.0
y = m * w + c
loss = (y - 1.0) ** 2
dm = 2 * (y - 1.0) * w
dc = 2 * (y - 1.0)
m = m - 0.01 * dm
c = c - 0.01 * dc
print(m, c)
""",
            options={"of": "loss"},
            output="loss",
            value=4.0,
            gradients={"m": 16.0, "c": 4.0, "w": 2.0},
            last_caption=("dm", "dc"),
        ),
        Example(
            name="sections_in_functions",
            code="""
def first():
    x, y = 1.0, 2.0
    f = x * y
    x = x - 0.1 * y
    y = y - 0.1 * x
    return x + y

def second():
    x, y = 3.0, -1.0
    k, d = 0.5, 0.25
    z = k * x + d
    loss = (z - y) ** 2
    k = k - 0.1 * 2 * (z - y) * x
    d = d - 0.1 * 2 * (z - y)
    return k, d

first()
k, d = second()
print(k, d)
""",
            options={"of": "loss"},
            output="loss",
            value=7.5625,
            gradients={"k": 16.5, "d": 5.5},
            last_caption=("dk", "dd"),
        ),
        Example(
            name="numpy_section_after_a_scalar_one",
            code="""
import numpy as np
b = 1.0
g = (b - 3.0) ** 2
db = 2 * (b - 3.0)
b -= 0.25 * db
b = np.array([1.0, 2.0])
v = np.array([0.5, -0.5])
score = b @ v
cost = (score - 1.0) ** 2
dv = 2 * (score - 1.0) * b
v = v - 0.1 * dv
print(v)
""",
            options={"of": "cost"},
            output="cost",
            value=2.25,
            gradients={"v": [-3.0, -6.0], "b": [-1.5, 1.5]},
            last_caption=("dv",),
        ),
    ),
    "a section that ends by break before another uses its names": (
        Example(
            name="while_loop_until_small_then_test_data",
            code="""
w, x, t = 0.0, 1.0, 1.0
while True:
    y = w * x
    loss = (y - t) ** 2
    if loss < 0.3:
        break
    w = w - 0.25 * 2 * (y - t) * x
x, t = 2.0, 4.0
y = w * x
loss = (y - t) ** 2
print(loss)
""",
            outputs=("loss", "loss", "loss"),
            values=(1.0, 0.25, 9.0),
        ),
        Example(
            name="early_stop_in_a_function",
            code="""
def train(m, limit):
    for step in range(50):
        guess = m * 2.0
        error = (guess - 3.0) ** 2
        if error < limit:
            return m
        m = m - 0.1 * 4.0 * (guess - 3.0)
    return m

m = train(0.5, 1.0)
guess = m * 5.0
error = (guess - 7.0) ** 2
half = error / 2
print(half)
""",
            outputs=("error", "error", "half"),
            values=(4.0, 0.16, 0.125),
        ),
        Example(
            name="for_else_and_a_second_loss",
            code="""
a = 1.0
for i in range(10):
    p = a * 3.0
    loss = (p - 1.0) ** 2
    if loss < 2.0:
        break
    a = a - 0.1 * 6.0 * (p - 1.0)
else:
    print("never close")
a = 2.0
p = a * 0.5
loss = (p - 3.0) ** 2
mean_loss = loss / 4
""",
            outputs=("loss", "loss", "loss", "mean_loss"),
            values=(4.0, 2.56, 1.6384, 1.0),
        ),
    ),
    "a training loop of two rounds whose last round is complete": (
        Example(
            name="delta_rule_with_tanh",
            code="""
import numpy as np
X = np.array([[1.0, 0.0], [1.0, 1.0]])
t = np.array([[0.5], [-0.5]])
w = np.array([[0.1], [-0.3]])
for epoch in range(2):
    out = np.tanh(X @ w)
    error = t - out
    delta = error * (1 - out ** 2)
    w += 0.5 * X.T @ delta
print(w.shape)
""",
            output="out|error",
            outputs=("out", "out"),
        ),
        Example(
            name="saturated_plain_neuron",
            code="""
import math
w, x, t = 5.0, 4.0, 0.0
for epoch in range(3):
    o = 1 / (1 + math.exp(-w * x))
    miss = t - o
    d_o = miss * o * (1 - o)
    w += x * d_o
""",
            outputs=("o", "o", "o"),
            value=1 / (1 + math.exp(-20.0)),
        ),
        Example(
            name="relu_that_dies_in_the_second_round",
            code="""
w, x, t = 0.5, 2.0, -3.0
for epoch in range(3):
    a = max(0.0, w * x)
    loss = (a - t) ** 2
    dw = 2 * (a - t) * (x if a > 0 else 0.0)
    w = w - 0.1 * dw
    print(epoch, loss)
""",
            outputs=("loss", "loss", "loss"),
            values=(16.0, 9.0, 9.0),
        ),
    ),
    "gradients that nobody sets to zero make no later pass the one to show": (
        Example(
            name="a_tensor_class_whose_data_gathers_gradients",
            code="""
import numpy as np

class T:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.back = lambda: None

    def __mul__(self, other):
        out = T(self.data * other.data)
        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
            self.back()
            other.back()
        out.back = back
        return out

x, w = T([1.0, -2.0]), T([0.5, 0.25])
for epoch in range(40):
    w.grad = np.zeros_like(w.data)
    y = x * w
    y.grad = np.ones_like(y.data)
    y.back()
    w.data -= 0.01 * w.grad
""",
            output="y",
            gradients={"w": [1.0, -2.0], "x": [0.5, 0.25]},
        ),
        Example(
            name="an_array_of_data_gradients",
            code="""
import numpy as np

x, t = np.array([1.0, 2.0]), 1.0
w = np.array([0.2, -0.4])
dx = np.zeros(2)
for step in range(5):
    y = x @ w
    loss = (y - t) ** 2
    dy = 2 * (y - t)
    dw = dy * x
    dx += dy * w
    w -= 0.1 * dw
""",
            output="loss",
            value=2.56,
            gradients={"w": [-3.2, -6.4]},
        ),
        Example(
            name="numbers_of_a_value_class",
            code="""
class Num:
    def __init__(self, data):
        self.data, self.grad, self.parts = data, 0.0, ()

    def __mul__(self, other):
        out = Num(self.data * other.data)
        out.parts = ((self, other.data), (other, self.data))
        return out

    def backward(self, upstream=1.0):
        self.grad += upstream
        for part, slope in self.parts:
            part.backward(slope * upstream)

x, w = Num(2.0), Num(-1.5)
for turn in range(30):
    w.grad = 0.0
    y = x * w
    y.backward()
    w.data -= 0.01 * w.grad
""",
            output="y",
            value=-3.0,
            gradients={"w": 2.0, "x": -1.5},
        ),
    ),
}
