"""Programs whose results begin a new pass."""

from __future__ import annotations

import math

from tests.capture.loop_example import Loop, neuron

RESULTS = {
    "parameters in a dict": Loop(
        """
        p = {"w": [0.5, 1.5], "b": 0.25}
        x = [1.0, -2.0]
        def forward(p, x):
            z = p["w"][0] * x[0] + p["w"][1] * x[1] + p["b"]
            return z * z
        for k in range(3):
            loss = forward(p, x)
            print(loss)
            dz = 2 * (p["w"][0] * x[0] + p["w"][1] * x[1] + p["b"])
            for i in range(2):
                p["w"][i] -= 0.01 * dz * x[i]
            p["b"] -= 0.01 * dz
        """,
        lambda v, k: (v["p"]["w"][0] * v["x"][0] + v["p"]["w"][1] * v["x"][1] + v["p"]["b"]) ** 2,
        ("p", "x"),
    ),
    "an optimizer that is given the neuron": Loop(
        """
        class Neuron:
            def __init__(self, w, b):
                self.w, self.b = w, b
            def forward(self, x):
                self.x = x
                self.out = max(0.0, self.w * x + self.b)
                return self.out
        class SGD:
            def update(self, n, g):
                n.w -= 0.1 * g * n.x
                n.b -= 0.1 * g
        n, opt = Neuron(2.0, -1.0), SGD()
        for epoch in range(3):
            y = n.forward(1.5)
            loss = (y - 1.0) ** 2
            print(loss)
            opt.update(n, 2 * (y - 1.0))
        """,
        lambda v, k: (max(0.0, v["w"] * v["x"] + v["b"]) - 1.0) ** 2,
        ("w", "b", "x"),
    ),
    "an optimizer that is given the layer": Loop(
        """
        import numpy as np
        class Layer:
            def __init__(self):
                self.weights, self.biases = np.array([0.2, -0.3]), np.array([0.5])
            def forward(self, inputs):
                self.inputs = inputs
                self.output = np.dot(inputs, self.weights) + self.biases
            def backward(self, dvalues):
                self.dweights = self.inputs * dvalues
                self.dbiases = dvalues
        class Optimizer_SGD:
            def update_params(self, layer):
                layer.weights += -0.1 * layer.dweights
                layer.biases += -0.1 * layer.dbiases
        X = np.array([1.0, 2.0])
        layer, optimizer = Layer(), Optimizer_SGD()
        for epoch in range(3):
            layer.forward(X)
            loss = np.mean((layer.output - 0.5) ** 2)
            print(loss)
            layer.backward(2 * (layer.output - 0.5))
            optimizer.update_params(layer)
        """,
        lambda v, k: (
            (
                sum(x * w for x, w in zip(v["X"], v["layer.weights"], strict=True))
                + v["layer.biases"][0]
                - 0.5
            )
            ** 2
        ),
        ("X", "layer.weights", "layer.biases"),
    ),
    "an update from the output and from an error": Loop(
        """
        import math
        w, b, x, t = 0.5, 0.1, 1.5, 1.0
        for k in range(3):
            z = w * x + b
            y = 1 / (1 + math.exp(-z))
            err = y - t
            loss = err ** 2
            print(loss)
            w -= 0.1 * err * y * (1 - y) * x
            b -= 0.1 * (y - t)
        """,
        lambda v, k: (1 / (1 + math.exp(-v["w"] * v["x"] - v["b"])) - v["t"]) ** 2,
        ("w", "b", "x", "t"),
    ),
    "a state that is carried on": Loop(
        """
        import math
        w, v, h, x = 0.5, 1.5, 0.1, 2.0
        for k in range(3):
            h = math.tanh(w * x + v * h)
            y = h * 3.0
            loss = (y - 1.0) ** 2
            print(loss)
            dy = 2 * (y - 1.0)
            dw = dy * 3.0 * (1 - h * h) * x
            w -= 0.1 * dw
        """,
        lambda v, k: (3.0 * math.tanh(v["w"] * v["x"] + v["v"] * v["h"]) - 1.0) ** 2,
        ("w", "v", "h", "x"),
    ),
    "an optimizer without names of gradients": Loop(
        """
        import math
        x, t, w, m, v = 1.5, 1.0, 2.0, 0.0, 0.0
        for k in range(1, 4):
            y = w * x
            loss = (y - t) ** 2
            print(loss)
            slope = 2 * (y - t) * x
            m = 0.9 * m + 0.1 * slope
            v = 0.999 * v + 0.001 * slope ** 2
            m_hat = m / (1 - 0.9 ** k)
            v_hat = v / (1 - 0.999 ** k)
            w -= 0.1 * m_hat / (math.sqrt(v_hat) + 1e-8)
        """,
        lambda v, k: (v["w"] * v["x"] - v["t"]) ** 2,
        ("x", "t", "w"),
    ),
    "Newton's method": Loop(
        """
        x = 2.0
        for i in range(3):
            f = x * x - 2.0
            print(f)
            df = 2.0 * x
            x = x - f / df
        """,
        lambda v, k: v["x"] ** 2 - 2.0,
        ("x",),
        output="f",
    ),
    "a shared name that is not given again": Loop(
        """
        x, w = 4.0, 1.5
        norm = x * 0.5
        for k in range(3):
            y = norm * w
            print(y)
            dw = norm
            w += -0.1 * dw
        """,
        lambda v, k: v["x"] * 0.5 * v["w"],
        ("x", "w"),
        output="y",
    ),
    "a second pass that is dead": Loop(
        """
        x, w, b = [2.0], [0.5], 0.1
        for k in range(2):
            z = x[0] * w[0] + b
            y = max(z, 0)
            print(y)
            dz = 1.0 if z > 0 else 0.0
            w[0] -= 1.0 * dz * x[0]
        """,
        neuron,
        ("x", "w", "b"),
        output="y",
        count=2,
    ),
}
