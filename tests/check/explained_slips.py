"""Programs with a slip that one repair explains, where the line that fails is another one."""

from __future__ import annotations

# The kind, the code, what is right in it, and a slip.
PROGRAMS: list[tuple[str, str, str, str]] = [
    # What goes into a derivative has a name that says nothing, or something else.
    (
        "a line before",
        """
import numpy as np
def gradient_of(xs, ts, slope, shift):
    dJ_dslope = 0.0
    for i in range(4):
        dJ_dslope_i = {slip}
        dJ_dslope += dJ_dslope_i
    return dJ_dslope / 4
xs, ts = np.array([0.5, 2.0, -1.0, 3.0]), np.array([1.0, 0.0, 2.0, -1.5])
slope, shift = 0.3, -0.2
for turn in range(2):
    J = 0.0
    for i in range(4):
        J = J + (slope * xs[i] + shift - ts[i]) ** 2 / 8
    dslope = gradient_of(xs, ts, slope, shift)
    slope = slope - 0.1 * dslope
""",
        "(slope * xs[i] + shift - ts[i]) * xs[i]", "slope * xs[i] + shift - ts[i]",
    ),
    (
        "a line before",
        """
import numpy as np
rng = np.random.RandomState(2)
source, goal = rng.randn(3, 4), rng.randn(3, 4)
class Center:
    def forward(self, u):
        self.spread = np.sqrt(((u - u.mean(1, keepdims=True)) ** 2).mean(1, keepdims=True) + 0.01)
        self.n = (u - u.mean(1, keepdims=True)) / self.spread
        return self.n
    def backward(self, dn):
        du = {slip}
        du -= self.n * (dn * self.n).mean(1, keepdims=True)
        return du / self.spread
center = Center()
n = center.forward(source)
loss = np.sum((n - goal) ** 2)
dn = 2 * (n - goal)
dsource = center.backward(dn)
""",
        "dn - dn.mean(1, keepdims=True)", "dn - dn.sum(1, keepdims=True)",
    ),
    (
        "a line before",
        """
import numpy as np
rng = np.random.RandomState(7)
table, seen = rng.randn(2, 3), rng.randn(5, 2)
picked, gain = np.array([0, 2, 1, 1, 0]), np.array([1.0, -0.5, 2.0, 0.3, -1.2])
scores = seen @ table
p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
cost = -np.mean(gain * np.log(p[np.arange(5), picked]))
dscores = {slip}
dscores[np.arange(5), picked] -= gain
dscores /= 5
dtable = seen.T @ dscores
""",
        "p * gain[:, None]", "p",
    ),
    # Of layers in a list each hands its gradient on under one name.
    (
        "the start of layers",
        """
import numpy as np
rng = np.random.RandomState(3)
class Full:
    def __init__(self, a, b):
        self.weights, self.bias = rng.randn(b, a) * 0.6, np.zeros((b, 1))
    def forward(self, input):
        self.input = input
        return self.weights @ input + self.bias
    def backward(self, output_gradient):
        weights_gradient = output_gradient @ self.input.T
        input_gradient = self.weights.T @ output_gradient
        self.weights = self.weights - 0.1 * weights_gradient
        return input_gradient
class Squash:
    def forward(self, input):
        self.input = input
        return np.tanh(input)
    def backward(self, output_gradient):
        return output_gradient * (1 - np.tanh(self.input) ** 2)
net = [Full(2, 3), Squash(), Full(3, 1), Squash()]
for x, y in zip(rng.randn(2, 2, 1), rng.rand(2, 1, 1)):
    output = x
    for layer in net:
        output = layer.forward(output)
    error = np.mean((y - output) ** 2)
    grad = {slip}
    for layer in reversed(net):
        grad = layer.backward(grad)
""",
        "2 * (output - y) / y.size", "2 * (output - y) / y.size * output",
    ),
    (
        "the start of layers",
        """
import numpy as np
rng = np.random.RandomState(13)
class Mix:
    def __init__(self, a, b):
        self.weights = rng.randn(a, b)
    def forward(self, inputs):
        self.inputs = inputs
        return inputs @ self.weights
    def backward(self, grad):
        self.dweights = self.inputs.T @ grad
        dinputs = grad @ self.weights.T
        return dinputs
class Soft:
    def forward(self, inputs):
        self.out = 1 / (1 + np.exp(-inputs))
        return self.out
    def backward(self, grad):
        return grad * self.out * (1 - self.out)
chain = [Mix(3, 2), Soft(), Mix(2, 2)]
seen, goal = rng.randn(4, 3), rng.randn(4, 2)
out = seen
for one in chain:
    out = one.forward(out)
loss = np.sum((out - goal) ** 2)
grad = {slip}
for one in reversed(chain):
    grad = one.backward(grad)
""",
        "2 * (out - goal)", "2 * (out - goal) * goal",
    ),
    (
        "the start of layers",
        """
import numpy as np
rng = np.random.RandomState(8)
class Plane:
    def __init__(self, a, b):
        self.w = rng.randn(a, b) * 0.5
    def go(self, x):
        self.x = x
        return x @ self.w
    def back(self, error_in):
        self.dw = self.x.T @ error_in
        return error_in @ self.w.T
class Wave:
    def go(self, x):
        self.x = x
        return np.sin(x)
    def back(self, error_in):
        return error_in * np.cos(self.x)
parts = [Plane(2, 3), Wave(), Plane(3, 2), Wave()]
x, t = rng.randn(4, 2), rng.randn(4, 2)
value = x
for part in parts:
    value = part.go(value)
cost = 0.5 * np.sum((value - t) ** 2)
grad = {slip}
for part in reversed(parts):
    grad = part.back(grad)
""",
        "value - t", "(value - t) * value",
    ),
    # `dE_dnet` of the E of `dE_dout` is no derivative of `out`.
    *(
        (
            "one function",
            f"""
import numpy as np
x, t, w = np.array([0.5, -1.0, 2.0]), np.array([0.1, 0.8]), np.array([[.4, .1, -.3], [.2, .6, .5]])
net = w @ x
out = {function}
{total} = 0.5 * np.sum((out - t) ** 2)
d{letter}_dout = out - t
dout_dnet = {slope}
d{letter}_dnet = {{slip}}
d{letter}_dw = np.outer(d{letter}_dnet, x)
d{letter}_dx = w.T @ d{letter}_dnet
""",
            f"d{letter}_dout * dout_dnet", "dout_dnet",
        )
        for letter, total, function, slope in (
            ("E", "E_total", "np.tanh(net)", "1 - out ** 2"),
            ("L", "L_all", "1 / (1 + np.exp(-net))", "out * (1 - out)"),
            ("C", "C_sum", "np.exp(-net)", "-out"),
        )
    ),
    # Steps that all raise the loss: `delta` may have a minus, the updates say that it has none.
    *(
        (
            "all updates turned",
            f"""
import numpy as np
rng = np.random.RandomState(6)
x, y = rng.randn(5, 3), rng.rand(5, 2)
w0, w1 = rng.randn(3, 4) * 0.5, rng.randn(4, 2) * 0.5
for turn in range(2):
    a1 = np.tanh(x @ w0)
    a2 = np.tanh(a1 @ w1)
    loss = 0.5 * np.sum((y - a2) ** 2)
    a2_error = {{slip}}
    a2_delta = a2_error * (1 - a2 ** 2)
    a1_delta = a2_delta @ w1.T * (1 - a1 ** 2)
    {update}
""",
            right, slip,
        )
        for update, right, slip in (
            ("w1 += 0.1 * a1.T @ a2_delta; w0 += 0.1 * x.T @ a1_delta", "y - a2", "-(y - a2)"),
            ("w1 -= 0.1 * a1.T @ a2_delta; w0 -= 0.1 * x.T @ a1_delta", "a2 - y", "-(a2 - y)"),
            (
                "w1 = w1 + 0.1 * np.dot(a1.T, a2_delta); w0 = w0 + 0.1 * np.dot(x.T, a1_delta)",
                "y - a2", "-(y - a2)",
            ),
        )
    ),
    # One gradient without a variable's name is all that the code has.
    *(
        (
            "one gradient alone",
            f"""
import numpy as np
rng = np.random.RandomState(9)
seen, goal = rng.randn(7, 3), rng.rand(7)
theta = rng.randn(3)
for turn in range(3):
    guess = {guess}
    cost = np.sum((guess - goal) ** 2) / 7
    {before}
    grad = {{slip}}
    theta = theta - 0.2 * grad
""",
            right, slip,
        )
        for guess, before, right, slip in (
            ("seen @ theta", "", "2 / 7 * seen.T @ (guess - goal)",
             "2 / 7 * seen.T @ (guess + goal)"),
            ("np.tanh(seen @ theta)", "miss = guess - goal",
             "seen.T @ (miss * (1 - guess ** 2)) * 2 / 7",
             "seen.T @ (miss * (1 - guess)) * 2 / 7"),
            ("np.exp(seen @ theta)", "r = (guess - goal) * 2 / 7",
             "seen.T @ (r * guess)", "seen.T @ (r * goal)"),
        )
    ),
    # An optimiser that is handed the dict of parameters changes them for what comes next.
    *(
        (
            "handed a dict",
            f"""
import numpy as np
rng = np.random.RandomState(5)
X, Y = rng.randn(6, 2), rng.randn(6, 2)
params = {{{{"W": rng.randn(2, 3), "V": rng.randn(3, 2)}}}}
{optimiser}
for turn in range(3):
    H = np.tanh(X @ params["W"])
    out = H @ params["V"]
    loss = np.mean((out - Y) ** 2)
    grads = {{{{}}}}
    dout = 2 * (out - Y) / Y.size
    grads["V"] = H.T @ dout
    dH = dout @ params["V"].T
    dnet = {{slip}}
    grads["W"] = X.T @ dnet
    {update}
""",
            "dH * (1 - H ** 2)", "dH",
        )
        for optimiser, update in (
            ("def step(params, grads):\n    for key in params:\n"
             "        params[key] = params[key] - 0.1 * grads[key]", "step(params, grads)"),
            ("speed = {{}}\ndef step(weights, slopes):\n    for key in weights:\n"
             "        speed[key] = 0.9 * speed.get(key, 0) + slopes[key]\n"
             "        weights[key] = weights[key] - 0.1 * speed[key]", "step(params, grads)"),
            ("class Rate:\n    def __init__(self):\n        self.v = {{}}\n"
             "    def update(self, p, g):\n        for k in p:\n"
             "            self.v[k] = 0.5 * self.v.get(k, 0) + g[k] ** 2\n"
             "            root = np.sqrt(self.v[k]) + 0.1\n"
             "            p[k] = p[k] - 0.1 * g[k] / root\nrate = Rate()",
             "rate.update(params, grads)"),
        )
    ),
]  # fmt: skip
