"""What a helper for a derivative computes inside is no output."""

PROGRAMS = {
    "helper prime": (
        "a",
        """
import math


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)


x, w, t = 1.0, 0.5, 1.0
z = x * w
a = sigmoid(z)
g = (a - t) * sigmoid_prime(z)
w = w - 0.1 * g * x
""",
    ),
    "helper named slope": (
        "a|error",
        """
import math


def sig(z):
    e = math.exp(-z)
    return 1 / (1 + e)


def dsig(z):
    s = sig(z)
    ds = s * (1 - s)
    return ds


x, w, t = 1.0, 0.5, 1.0
z = x * w
a = sig(z)
error = a - t
slope = dsig(z)
step = error * slope * x
w = w - 0.1 * step
""",
    ),
    "helper class method": (
        "o|loss",
        """
import math


class Net:
    def __init__(self):
        self.w, self.b = 0.7, -0.2

    def sigmoid(self, x):
        return 1 / (1 + math.exp(-x))

    def sigmoid_derivative(self, x):
        s = self.sigmoid(x)
        return s * (1 - s)

    def train(self, x, t):
        s = self.w * x + self.b
        o = self.sigmoid(s)
        gw = (o - t) * self.sigmoid_derivative(s) * x
        gb = (o - t) * self.sigmoid_derivative(s)
        self.w -= 0.1 * gw
        self.b -= 0.1 * gb


net = Net()
for i in range(3):
    net.train(1.5, 1.0)
""",
    ),
    "helper only function": (
        "y",
        """
import math


def act(z):
    a = 1 / (1 + math.exp(-z))
    return a


x, w = 1.0, 0.5
y = act(x * w)
""",
    ),
    "softmax grad helper": (
        "loss",
        """
import numpy as np


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def softmax_grad(z, t):
    p = softmax(z)
    return p - t


W = np.array([[0.1, 0.2], [0.3, -0.4]])
x = np.array([1.0, 2.0])
t = np.array([1.0, 0.0])
z = W @ x
p = softmax(z)
loss = -np.sum(t * np.log(p))
dz = softmax_grad(z, t)
dW = np.outer(dz, x)
W = W - 0.1 * dW
""",
    ),
}
