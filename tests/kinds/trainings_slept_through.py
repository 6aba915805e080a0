"""Trainings that are not recorded in full, though they hold no loss, or a `global`."""

from __future__ import annotations

from tests.kinds.example import Command

_LINE = """
def error_of(b, m, points):
    total = 0
    for x, y in points:
        total += (y - (m * x + b)) ** 2
    return total / float(len(points))

def step(b_now, m_now, points, rate):
    b_gradient = 0
    m_gradient = 0
    for x, y in points:
        b_gradient += -2 / 3 * (y - (m_now * x + b_now))
        m_gradient += -2 / 3 * x * (y - (m_now * x + b_now))
    new_b = b_now - rate * b_gradient
    new_m = m_now - rate * m_gradient
    return new_b, new_m

def descend(points, first_b, first_m, rounds):
    b, m = first_b, first_m
    {loop}
        b, m = step(b, m, points, 0.05)
    return b, m

points = [(1.0, 2.5), (2.0, 3.0), (3.0, 5.0)]
print(error_of(0.0, 0.0, points))
b, m = descend(points, 0.0, 0.0, 3000)
print(b, m)
"""

_LAYERS = """
import numpy as np

class Layer:
    def __init__(self, w):
        self.w = np.array(w)

    def forward(self, x):
        self.x = x
        return np.tanh(x @ self.w)

class Net:
    def __init__(self, *layers):
        self.layers = {layers}

    def forward(self, x):
        for layer in self.layers:
            x = ({layer}).forward(x)
        return x

net = Net(Layer([[0.3, -0.2], [0.5, 0.1]]), Layer([[0.4], [-0.6]]))
X, t = np.array([[1.0, 0.5]]), np.array([[0.25]])
for step in range(300):
    y = net.forward(X)
    loss = np.sum((y - t) ** 2)
    dy = 2 * (y - t)
    for layer in net.layers[::-1]:
        one = {layer}
        dz = dy * (1 - np.tanh(one.x @ one.w) ** 2)
        dy = dz @ one.w.T
        one.w = one.w - 0.05 * one.x.T @ dz
"""

_TABLE = """
import numpy as np

np.random.seed(0)
table = np.random.randn(6, 2)
slopes = np.random.randn(2, 1)
for turn in range(60):
    ids = np.array([turn % 3, turn % 3 + 1])
    {look_up}
    guess = rows @ slopes
    loss = (guess ** 2).sum()
    dguess = 2 * guess
    dslopes = rows.T @ dguess
    dtable = np.zeros_like(table)
    for place, number in enumerate(ids):
        dtable[number] += (dguess @ slopes.T)[place]
    slopes -= 0.01 * dslopes
    table -= 0.01 * dtable
print(loss)
"""

KINDS = {
    "a training without a cost of its own is not recorded in full": tuple(
        Command(
            name=f"line_through_points_{name}",
            arguments="list code.py --timeout 20",
            files={"code.py": _LINE.replace("{loop}", loop)},
            lists=(("error_of",),),
            plain="code.py",
        )
        for name, loop in (
            ("counted", "for i in range(rounds):"),
            ("while", "while rounds:\n        rounds -= 1"),
            ("listed", "for i in list(range(rounds)):"),
        )
    ),
    "a loop with a global name in it is not recorded in full": tuple(
        Command(
            name=f"{name}_within_the_loop",
            arguments="list code.py --timeout 20",
            files={"code.py": code},
            lists=(("loss", "→"),),
            plain="code.py",
        )
        for name, code in (
            (
                "global",
                "def fit(w):\n    for i in range(6000):\n        global loss\n"
                "        loss = (w * 2.0 - 3.0) ** 2\n        dw = 4.0 * (w * 2.0 - 3.0)\n"
                "        w -= 0.001 * dw\n    return w\n\nfit(0.5)\n",
            ),
            (
                "nonlocal",
                "def fit(w):\n    def run():\n        for i in range(6000):\n"
                "            nonlocal w\n"
                "            loss = (w * 2.0 - 3.0) ** 2\n            dw = 4.0 * (w * 2.0 - 3.0)\n"
                "            w -= 0.001 * dw\n    run()\n    return w\n\nfit(0.5)\n",
            ),
            (
                "global_while",
                "def fit(w):\n    i = 0\n    while i < 6000:\n        global loss\n"
                "        loss = (w * 2.0 - 3.0) ** 2\n        dw = 4.0 * (w * 2.0 - 3.0)\n"
                "        w -= 0.001 * dw\n        i += 1\n    return w\n\nfit(0.5)\n",
            ),
        )
    ),
    "the layers stand in a tuple": tuple(
        Command(
            name=f"layers_in_{name}",
            arguments="list code.py --timeout 20",
            files={"code.py": _LAYERS.replace("{layers}", layers).replace("{layer}", layer)},
            lists=(("loss", "→"),),
            quiet=("Traceback", "left out"),
            plain="code.py",
        )
        for name, layers, layer in (
            ("a_tuple", "layers", "layer"),
            ("a_tuple_of_pairs", "tuple((one, 0.1) for one in layers)", "layer[0]"),
            ("a_tuple_of_tuples", "tuple((('first', one),) for one in layers)", "layer[0][1]"),
        )
    ),
    "rows of a table that a batch looks up": tuple(
        Command(
            name=f"looked_up_by_{name}",
            arguments="list code.py --timeout 20",
            files={"code.py": _TABLE.replace("{look_up}", look_up)},
            lists=(("loss", "→"),),
            quiet=("Traceback", "left out"),
            plain="code.py",
        )
        for name, look_up in (
            ("numbers_of_words", "rows = table[ids]"),
            ("a_slice", "rows = table[turn % 3 : turn % 3 + 2]"),
            ("take", "rows = np.take(table, ids, axis=0)"),
        )
    ),
}
