"""Six training runs of full length: plain Python and `graphviz-backprop list`, side by side.

python -m tests.benchmarks.long_runs [NAME ...]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_NETWORK = """
import numpy as np
rng = np.random.default_rng(1)
X, labels = rng.normal(size=(300, 2)), rng.integers(0, 3, 300)
W1, b1 = 0.1 * rng.normal(size=(2, 64)), np.zeros((1, 64))
W2, b2 = 0.1 * rng.normal(size=(64, 3)), np.zeros((1, 3))
for epoch in range(10001):
    hidden = np.maximum(0, X @ W1 + b1)
    scores = hidden @ W2 + b2
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = powers / powers.sum(axis=1, keepdims=True)
    loss = np.mean(-np.log(probs[range(300), labels]))
    dscores = probs.copy()
    dscores[range(300), labels] -= 1
    dscores /= 300
    dW2, db2 = hidden.T @ dscores, dscores.sum(axis=0, keepdims=True)
    dhidden = dscores @ W2.T
    dhidden[hidden <= 0] = 0
    dW1, db1 = X.T @ dhidden, dhidden.sum(axis=0, keepdims=True)
    W1 -= 0.5 * dW1
    b1 -= 0.5 * db1
    W2 -= 0.5 * dW2
    b2 -= 0.5 * db2
print(loss)
"""
_LISTS = """
import math
X, T = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [0.0, 1.0, 1.0, 0.0]
W, B = [[0.5, -0.4], [0.3, 0.8]], [0.1, -0.1]
V, c = [0.7, -0.6], 0.05
def sigmoid(z):
    return 1 / (1 + math.exp(-z))
for epoch in range(5000):
    for x, t in zip(X, T):
        h = [sigmoid(W[i][0] * x[0] + W[i][1] * x[1] + B[i]) for i in range(2)]
        y = sigmoid(V[0] * h[0] + V[1] * h[1] + c)
        loss = (y - t) ** 2
        dy = 2 * (y - t) * y * (1 - y)
        for i in range(2):
            dh = dy * V[i] * h[i] * (1 - h[i])
            V[i] -= 0.5 * dy * h[i]
            W[i][0] -= 0.5 * dh * x[0]
            W[i][1] -= 0.5 * dh * x[1]
            B[i] -= 0.5 * dh
        c -= 0.5 * dy
print(loss)
"""
_SAMPLES = """
import numpy as np
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
T = np.array([0.0, 1.0, 1.0, 0.0])
W, b = np.array([[0.5, -0.4], [0.3, 0.8]]), np.array([0.1, -0.1])
v, c = np.array([0.7, -0.6]), np.array([0.05])
for epoch in range(1000):
    for k in range(4):
        h = 1 / (1 + np.exp(-(W @ X[k] + b)))
        y = 1 / (1 + np.exp(-(v @ h + c)))
        loss = (y - T[k]) ** 2
        dy = 2 * (y - T[k]) * y * (1 - y)
        dh = dy * v * h * (1 - h)
        v = v - 0.5 * dy * h
        c = c - 0.5 * dy
        W = W - 0.5 * np.outer(dh, X[k])
        b = b - 0.5 * dh
print(loss)
"""
_VALUES = """
class Value:
    def __init__(self, data, children=()):
        self.data, self.grad, self.children = data, 0.0, children
        self.back = lambda: None
    def __add__(self, other):
        out = Value(self.data + other.data, (self, other))
        def back():
            self.grad += out.grad
            other.grad += out.grad
        out.back = back
        return out
    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))
        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.back = back
        return out
    def backward(self):
        order, seen = [], set()
        def visit(node):
            if node not in seen:
                seen.add(node)
                for child in node.children:
                    visit(child)
                order.append(node)
        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            node.back()
w, b = Value(0.2), Value(0.0)
for epoch in range(3000):
    x, t = Value(1.5), Value(-2.0)
    error = w * x + b + t
    loss = error * error
    w.grad = b.grad = 0.0
    loss.backward()
    w.data -= 0.01 * w.grad
    b.data -= 0.01 * b.grad
print(loss.data)
"""
_BATCHES = """
import numpy as np
rng = np.random.default_rng(2)
X, T = rng.normal(size=(5000, 784)), rng.normal(size=(5000, 10))
W, b = 0.01 * rng.normal(size=(784, 10)), np.zeros(10)
for epoch in range(10):
    for start in range(0, 5000, 50):
        x, t = X[start : start + 50], T[start : start + 50]
        y = x @ W + b
        loss = np.mean((y - t) ** 2)
        dy = 2 * (y - t) / y.size
        dW, db = x.T @ dy, dy.sum(axis=0)
        W -= 0.1 * dW
        b -= 0.1 * db
print(loss)
"""
_TIMEIT = """
import timeit
import numpy as np
probs, labels = np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3]]), np.array([0, 1])
def step():
    dscores = probs.copy()
    dscores[range(2), labels] -= 1
    dscores = dscores / 2
print(timeit.timeit(step, number=10000) > 0)
"""
PROGRAMS = {
    "network, 10,001 epochs": _NETWORK,
    "XOR in lists": _LISTS,
    "XOR by samples": _SAMPLES,
    "Value class": _VALUES,
    "mini-batches": _BATCHES,
    "timeit": _TIMEIT,
}
# What is allowed: twice the processor time and two seconds, 150 MB more memory.
TIMES, SECONDS, MEGABYTES = 2.0, 2.0, 150.0


@dataclass(frozen=True, slots=True)
class Spent:
    """The seconds of the processor and the megabytes that a command took."""

    seconds: float
    megabytes: float


def spent_by(*command: str) -> Spent:
    """Run a command and what it starts to its end; give what they took.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    watch = (
        "import resource, subprocess, sys; "
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE); "
        "sys.stderr.buffer.write(done.stderr); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024); sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch, *command], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    return Spent(seconds, megabytes)


def main(names: list[str]) -> None:
    """Print a row for each program."""
    print(f"{'':24}{'plain':>17}{'ours':>17}{'allowed':>17}")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or PROGRAMS:
            file = Path(folder) / "program.py"
            file.write_text(PROGRAMS[name])
            plain = spent_by(sys.executable, str(file))
            ours = spent_by(sys.executable, "-m", "graphviz_backprop", "list", str(file))
            most = Spent(TIMES * plain.seconds + SECONDS, plain.megabytes + MEGABYTES)
            row = "".join(
                f"{one.seconds:8.2f} s {one.megabytes:4.0f} MB" for one in (plain, ours, most)
            )
            is_within = ours.seconds <= most.seconds and ours.megabytes <= most.megabytes
            print(f"{name:24}{row}  {'ok' if is_within else 'MORE'}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
