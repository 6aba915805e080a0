"""Tables of which each round updates some rows or elements: embeddings, factors of a matrix."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example

_U = np.array([[0.5, -1.0], [0.25, 0.75]])
_V = np.array([[1.0, 0.5], [-0.5, 2.0]])
_OFF = float(_U[0] @ _V[1]) - 2.0

KINDS = {
    "rows that are updated, and taken without a copy": (
        Example(
            name="factors_whose_rows_get_new_values",
            code="""
import numpy as np

people = np.array([[0.5, -1.0], [0.25, 0.75]])
films = np.array([[1.0, 0.5], [-0.5, 2.0]])
rate = 0.1
for epoch in range(2):
    cost = 0.0
    for person, film, stars in [(0, 1, 2.0), (1, 0, 1.0)]:
        p, f = people[person], films[film]
        off = p @ f - stars
        cost += off ** 2
        gp, gf = 2 * off * f, 2 * off * p
        people[person] = p - rate * gp
        films[film] = f - rate * gf
    print(epoch, cost)
""",
            output="cost",
            value=_OFF**2,
            gradients={
                "people": [list(2 * _OFF * _V[1]), [0.0, 0.0]],
                "films": [[0.0, 0.0], list(2 * _OFF * _U[0])],
            },
            outputs=("cost", "term of cost") * 2,
        ),
        Example(
            name="embeddings_that_are_moved_in_place",
            code="""
import numpy as np

def sig(z):
    return 1 / (1 + np.exp(-z))

inner = np.array([[0.1, -0.2], [0.3, 0.4], [-0.5, 0.2]])
outer = np.array([[0.2, 0.1], [-0.3, 0.6], [0.4, -0.1]])
for epoch in range(2):
    total = 0
    for word, near in [(0, 1), (1, 2), (2, 0)]:
        v, u = inner[word], outer[near]
        p = sig(u @ v)
        total += -np.log(p)
        du = (p - 1) * v
        dv = (p - 1) * u
        outer[near] -= 0.5 * du
        inner[word] -= 0.5 * dv
    print(total)
""",
            output="total",
            outputs=("total", "term of total", "term of total") * 2,
        ),
        Example(
            name="a_loss_of_its_own_for_each_pair",
            code="""
import numpy as np

table = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 0.0]])
weights = np.array([0.5, -0.25])
for row, target in [(2, 1.5), (0, -1.0)]:
    e = table[row]
    y = e @ weights
    loss = (y - target) ** 2
    de = 2 * (y - target) * weights
    dweights = 2 * (y - target) * e
    table[row] -= 0.1 * de
    weights -= 0.1 * dweights
""",
            output="loss",
            value=0.25,
            gradients={
                "table": [[0.0, 0.0], [0.0, 0.0], [-0.5, 0.25]],
                "weights": [-2.0, 0.0],
            },
            outputs=("loss", "loss"),
        ),
    ),
    "elements that are updated one by one": (
        Example(
            name="factors_with_a_penalty",
            code="""
import numpy as np

R = np.array([[5.0, 3.0], [4.0, 1.0]])
P = np.array([[0.5, 0.2], [0.1, 0.9]])
Q = np.array([[0.3, 0.7], [0.8, 0.4]])
alpha, beta = 0.01, 0.02
for step in range(2):
    for i in range(2):
        for j in range(2):
            eij = R[i][j] - np.dot(P[i, :], Q[j, :])
            for k in range(2):
                P[i][k] = P[i][k] + alpha * (2 * eij * Q[j][k] - beta * P[i][k])
                Q[j][k] = Q[j][k] + alpha * (2 * eij * P[i][k] - beta * Q[j][k])
    e = 0
    for i in range(2):
        for j in range(2):
            e = e + (R[i][j] - np.dot(P[i, :], Q[j, :])) ** 2
    print(step, e)
""",
            output="eij|e",
            never=("P[1][1]", "Q[1][1]", "P", "Q"),
        ),
        Example(
            name="a_list_of_weights_by_index",
            code="""
import numpy as np

w = np.array([0.4, -0.6])
X = np.array([[1.0, 2.0], [3.0, -1.0]])
t = np.array([1.0, 0.0])
lr = 0.05
for n in range(2):
    y = X[n, 0] * w[0] + X[n, 1] * w[1]
    loss = (y - t[n]) ** 2
    for k in range(2):
        w[k] = w[k] - lr * 2 * (y - t[n]) * X[n, k]
""",
            output="loss",
            outputs=("loss", "loss"),
            never=("w", "w[1]"),
        ),
        Example(
            name="a_hidden_state_is_no_table_of_weights",
            code="""
import numpy as np

x = np.array([0.5, -1.0, 2.0])
h = np.zeros(4)
w = 0.8
for t in range(3):
    h[t + 1] = h[t] * w + x[t]
    h[t + 1] = h[t + 1] + 0.1 * x[t]
y = h[3]
""",
            output="y",
            gradients={"x": [0.704, 0.88, 1.1]},
        ),
    ),
}
