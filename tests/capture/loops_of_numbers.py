"""Programs whose inputs are updated between passes."""

from __future__ import annotations

import math

from tests.capture.loop_example import Loop, neuron

UPDATES = {
    "the same cell again, with other inputs": Loop(
        """
        x, w, b = [1.0, -2.0], [-3.0, -1.0], 3.0
        z = x[0] * w[0] + x[1] * w[1] + b
        y = max(z, 0)
        print(y)
        x, w, b = [2.0, 3.0], [1.5, 1.0], 0.5
        z = x[0] * w[0] + x[1] * w[1] + b
        y = max(z, 0)
        print(y)
        """,
        neuron,
        ("x", "w", "b"),
        output="y",
        count=2,
    ),
    "items of a list updated": Loop(
        """
        x, w, b = [-1.0, 2.0, -3.0], [6.0, 8.0, -2.0], 1.0
        xw0 = x[0] * w[0]
        xw1 = x[1] * w[1]
        xw2 = x[2] * w[2]
        z = xw0 + xw1 + xw2 + b
        y = max(z, 0)
        print(y)
        dvalue = 1.0
        drelu_dz = dvalue * (1.0 if z > 0 else 0)
        dw = [drelu_dz * x[0], drelu_dz * x[1], drelu_dz * x[2]]
        db = drelu_dz
        w[0] += -0.001 * dw[0]
        w[1] += -0.001 * dw[1]
        w[2] += -0.001 * dw[2]
        b += -0.001 * db
        xw0 = x[0] * w[0]
        xw1 = x[1] * w[1]
        xw2 = x[2] * w[2]
        z = xw0 + xw1 + xw2 + b
        y = max(z, 0)
        print(y)
        """,
        neuron,
        ("x", "w", "b"),
        output="y",
        count=2,
    ),
    "a training loop with lists made anew": Loop(
        """
        x, w, b, lr = [1.0, 2.0], [0.5, -0.25], 0.1, 0.01
        for step in range(3):
            y = sum(xi * wi for xi, wi in zip(x, w)) + b
            loss = (y - 3.0) ** 2
            print(loss)
            dy = 2 * (y - 3.0)
            dw = [dy * xi for xi in x]
            w = [0.99 * wi - lr * g for wi, g in zip(w, dw)]
            b = b - lr * dy
        """,
        lambda v, k: (sum(x * w for x, w in zip(v["x"], v["w"], strict=True)) + v["b"] - 3.0) ** 2,
        ("x", "w", "b"),
    ),
    "a sample in each round, with a running sum": Loop(
        """
        data = [(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]
        w, b, total = 0.1, 0.2, 0.0
        for x, t in data:
            y = w * x + b
            err = y - t
            loss = err ** 2
            print(loss)
            dw, db = 2 * err * x, 2 * err
            w, b = w - 0.1 * dw, b - 0.1 * db
            total += loss
        mean = total / 3
        """,
        lambda v, k: (v["w"] * v["data"][k][0] + v["b"] - v["data"][k][1]) ** 2,
        ("data", "w", "b"),
    ),
    "gradients over a batch": Loop(
        """
        xs, ts, w = [1.0, 2.0, 3.0], [2.0, 3.0, 5.0], 0.5
        for epoch in range(3):
            dw = 0.0
            loss = 0.0
            for x, t in zip(xs, ts):
                y = w * x
                loss += (y - t) ** 2
                dw += 2 * (y - t) * x
            print(loss)
            w -= 0.01 * dw
        """,
        lambda v, k: sum((v["w"] * x - t) ** 2 for x, t in zip(v["xs"], v["ts"], strict=True)),
        ("xs", "ts", "w"),
    ),
    "a function that is called twice": Loop(
        """
        def neuron(x, w, b):
            z = x[0] * w[0] + x[1] * w[1] + b
            return max(z, 0)
        y = neuron([1.0, 2.0], [3.0, 4.0], 0.5)
        print(y)
        y = neuron([1.5, -1.0], [3.0, 4.0], 0.5)
        print(y)
        """,
        neuron,
        ("x", "w", "b"),
        output="y",
        count=2,
    ),
    "a class with state": Loop(
        """
        class Neuron:
            def __init__(self, w, b):
                self.w = w
                self.b = b
            def forward(self, x):
                self.x = x
                self.z = sum(p * q for p, q in zip(x, self.w)) + self.b
                return max(self.z, 0)
            def backward(self, dvalue):
                dz = dvalue * (1.0 if self.z > 0 else 0.0)
                self.dw = [dz * p for p in self.x]
                self.db = dz
            def step(self, lr):
                for i in range(len(self.w)):
                    self.w[i] -= lr * self.dw[i]
                self.b -= lr * self.db
        n = Neuron([0.5, -0.25], 0.75)
        for epoch in range(3):
            y = n.forward([1.0, 2.0])
            print(y)
            n.backward(1.0)
            n.step(0.1)
        """,
        neuron,
        ("w", "b", "x"),
        output="y",
    ),
    "two objects of one class": Loop(
        """
        import math
        class Layer:
            def __init__(self, w, b):
                self.w, self.b = w, b
            def forward(self, x):
                self.x = x
                self.out = math.tanh(self.w * x + self.b)
                return self.out
            def backward(self, dout):
                dz = dout * (1 - self.out ** 2)
                self.dw, self.db = dz * self.x, dz
                return dz * self.w
            def update(self, lr):
                self.w = self.w - lr * self.dw
                self.b = self.b - lr * self.db
        one, two = Layer(0.5, 0.1), Layer(-0.75, 0.2)
        x, t = 1.5, 0.25
        for k in range(3):
            y = two.forward(one.forward(x))
            loss = (y - t) ** 2
            print(loss)
            one.backward(two.backward(2 * (y - t)))
            one.update(0.1)
            two.update(0.1)
        """,
        lambda v, k: (
            (
                math.tanh(v["two.w"] * math.tanh(v["one.w"] * v["x"] + v["one.b"]) + v["two.b"])
                - v["t"]
            )
            ** 2
        ),
        ("one.w", "two.w", "one.b", "two.b", "x", "t"),
    ),
    "parameters as objects": Loop(
        """
        class Parameter:
            def __init__(self, data):
                self.data, self.grad = data, 0.0
        p, q = Parameter(2.0), Parameter(-1.5)
        x = 3.0
        for k in range(3):
            y = p.data * x + q.data
            loss = (y - 1.0) ** 2
            print(loss)
            p.grad = 2 * (y - 1.0) * x
            q.grad = 2 * (y - 1.0)
            for one in (p, q):
                one.data -= 0.01 * one.grad
        """,
        lambda v, k: (v["p.data"] * v["x"] + v["q.data"] - 1.0) ** 2,
        ("p.data", "q.data", "x"),
    ),
}
