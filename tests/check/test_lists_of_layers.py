"""Lists of what the layers have, and of their gradients: which item a derivative is by."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong
from tests.quick_or_long import quick

PROGRAMS = [
    (
        "by what was appended to a list",
        """
import numpy as np
rng = np.random.RandomState(3)
W = [rng.randn(3, 2), rng.randn(2, 3)]
x, t = rng.randn(2, 1), np.array([[1.0], [0.0]])
now = x
a, z = [now], []
for w in W:
    z.append(w @ now)
    now = np.tanh(z[-1])
    a.append(now)
cost = np.sum((a[-1] - t) ** 2)
da = {slip}
dz = da * (1 - np.tanh(z[-1]) ** 2)
da = W[-1].T @ dz
dz = da * (1 - np.tanh(z[-2]) ** 2)
""",
        "2 * (a[-1] - t)", "a[-1] - t", 13,
    ),
    (
        "by what was appended to a list",
        """
k, c, h = 1.5, 0.3, 0.1
pos, vel = [1.0], [0.0]
for s in range(3):
    force = -k * pos[s] - c * vel[s]
    vel.append(vel[s] + h * force)
    pos.append(pos[s] + h * vel[s + 1])
E = pos[-1] ** 2
dpos = 2 * pos[-1]
dvel, dk = 0.0, 0.0
for s in reversed(range(3)):
    dvel = dvel + h * dpos
    dforce = h * dvel
    dk = dk - pos[s] * dforce
    dpos = {slip}
    dvel = dvel - c * dforce
""",
        "dpos - k * dforce", "dpos + k * dforce", 15,
    ),
    (
        "by what was appended to a list",
        """
import numpy as np
u = np.array([[0.4, -0.3, 0.8], [0.1, 0.9, -0.5], [-0.7, 0.2, 0.6]])
h = np.array([0.5, -1.0, 0.2])
states = [h]
for turn in range(3):
    h = np.tanh(u @ h)
    states.append(h)
loss = np.sum(states[-1] ** 3)
dstates = 3 * states[-1] ** 2
du = np.zeros((3, 3))
for turn in (2, 1, 0):
    dnet = dstates * (1 - states[turn + 1] ** 2)
    du += np.outer(dnet, states[turn])
    dstates = {slip}
""",
        "u.T @ dnet", "u @ dnet", 15,
    ),
    (
        "known by an update alone, and a sum over samples",
        """
import numpy as np
rng = np.random.RandomState(5)
w = [rng.randn(2, 2), rng.randn(1, 2)]
steps = [np.zeros((2, 2)), np.zeros((1, 2))]
total = 0.0
for x, t in zip(rng.randn(3, 2), (1.0, 0.0, 0.5)):
    h = np.tanh(w[0] @ x)
    y = w[1] @ h
    loss = 0.5 * np.sum((y - t) ** 2)
    total += loss
    dy = y - t
    steps[1] {slip} np.outer(dy, h)
    dh = w[1].T @ dy
    steps[0] += np.outer(dh * (1 - h ** 2), x)
samples = [x, x, x]
for k in range(2):
    w[k] = w[k] - 0.1 / len(samples) * steps[k]
""",
        "+=", "=", 13,
    ),
    (
        "known by an update alone, and a sum over samples",
        """
import numpy as np
class Net:
    def __init__(self):
        rng = np.random.RandomState(2)
        self.W = [rng.randn(3, 2), rng.randn(2, 3)]
        self.bumps = [np.zeros((3, 2)), np.zeros((2, 3))]
        self.b = [rng.randn(3, 1), rng.randn(2, 1)]
        self.jolts = [np.zeros((3, 1)), np.zeros((2, 1))]
    def learn(self, x, t):
        h = np.tanh(self.W[0] @ x + self.b[0])
        y = np.tanh(self.W[1] @ h + self.b[1])
        cost = np.sum((y - t) ** 2)
        dnet = 2 * (y - t) * (1 - y ** 2)
        self.bumps[1] += dnet @ h.T
        self.jolts[1] += dnet
        dhid = self.W[1].T @ dnet * (1 - h ** 2)
        self.bumps[0] {slip} dhid @ x.T
        self.jolts[0] += dhid
        return cost
net = Net()
total = 0.0
for x in (np.array([[0.4], [-1.2]]), np.array([[1.0], [0.3]])):
    total += net.learn(x, np.array([[0.5], [-0.5]]))
for i in range(2):
    net.W[i] -= 0.05 * net.bumps[i]
    net.b[i] -= 0.05 * net.jolts[i]
""",
        "+=", "=", 18,
    ),
    (
        "known by an update alone, and a sum over samples",
        """
import numpy as np
p = {{"m": 0.8, "c": 0.3}}
change = {{"m": 0.0, "c": 0.0}}
total = 0.0
for x, t in ((1.0, 2.1), (2.0, 3.9), (-1.0, 0.2)):
    y = p["m"] * x + p["c"]
    total += (y - t) ** 2
    dy = 2 * (y - t)
    change["m"] += dy * x
    change["c"] {slip} dy
for key in p:
    p[key] -= 0.01 * change[key]
""",
        "+=", "=", 11,
    ),
    *(
        (
            "another name of what was gathered under none, with a slip before it",
            f"""
k, c, h = 1.5, 0.3, 0.1
pos, vel = [1.0], [0.0]
for s in range(6):
    force = -k * pos[s] - c * vel[s]
    vel.append(vel[s] + h * force)
    pos.append(pos[s] + h * vel[s + 1])
E = sum((pos[s + 1] - 0.5) ** 2 for s in range(6))
dpos, dvel, {first}, {second} = 0.0, 0.0, 0.0, 0.0
for s in reversed(range(6)):
    dpos = dpos + 2 * (pos[s + 1] - 0.5)
    dvel = dvel + h * dpos
    dforce = {{slip}}
    {first} = {first} - pos[s] * dforce
    {second} = {second} - vel[s] * dforce
    dpos = dpos - k * dforce
    dvel = dvel - c * dforce
{end}
""",
            "h * dvel", "h * dvel * h", 13,
        )
        for first, second, end in (
            ("of_k", "of_c", "dk, dc = of_k, of_c"),
            ("sum_k", "sum_c", "dk = sum_k\ndc = sum_c"),
            ("first", "second", "dc = second\ndk = first"),
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "right", "slip", "line"), quick(PROGRAMS, 2))
def test_a_slip_is_named_at_its_line_alone(kind, code, right, slip, line):
    found = verdicts(code.format(slip=right))
    assert "right" in found.values(), kind
    assert not {"wrong", "follows"} & set(found.values()), found
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}
