"""Two nets that are trained in turn in one loop: each has a loss and updates of its own."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, wrong
from tests.quick_or_long import quick

NUMBERS = """
import numpy as np
np.random.seed(5)
def sig(z):
    return 1 / (1 + np.exp(-z))
g_w, g_b, d_w, d_b, lr = 0.5, 0.0, 0.1, 0.0, 0.05
for step in range(3):
    z = np.random.randn(4)
    real = 3 + 0.1 * np.random.randn(4)
    fake = g_w * z + g_b
    p_real = sig(d_w * real + d_b)
    p_fake = sig(d_w * fake + d_b)
    d_loss = -np.mean(np.log(p_real)) - np.mean(np.log(1 - p_fake))
    grad_dw = {first}
    grad_db = np.mean(p_real - 1) + np.mean(p_fake)
    d_w -= lr * grad_dw
    d_b -= lr * grad_db
    fake = g_w * z + g_b
    p_fake = sig(d_w * fake + d_b)
    g_loss = -np.mean(np.log(p_fake))
    grad_fake = (p_fake - 1) * d_w / len(z)
    grad_gw = np.sum(grad_fake * z)
    grad_gb = {second}
    g_w -= lr * grad_gw
    g_b -= lr * grad_gb
"""
LAYERS = """
import numpy as np
rng = np.random.RandomState(2)
G_W, G_b, D_W, D_b = rng.randn(2, 3), np.zeros((1, 3)), rng.randn(3, 1), np.zeros((1, 1))
for it in range(2):
    noise, real = rng.randn(5, 2), rng.randn(5, 3) + 1
    made = np.tanh(noise @ G_W + G_b)
    z_yes, z_no = real @ D_W + D_b, made @ D_W + D_b
    yes, no = 1 / (1 + np.exp(-z_yes)), 1 / (1 + np.exp(-z_no))
    D_loss = -np.mean(np.log(yes) + np.log(1 - no))
    dz_yes = (yes - 1) / 5
    dz_no = no / 5
    dD_W = {first}
    dD_b = (dz_yes + dz_no).sum(axis=0, keepdims=True)
    D_W -= 0.1 * dD_W
    D_b -= 0.1 * dD_b
    made = np.tanh(noise @ G_W + G_b)
    no = 1 / (1 + np.exp(-(made @ D_W + D_b)))
    G_loss = -np.mean(np.log(no))
    dmade = ((no - 1) / 5) @ D_W.T
    dpre = {second}
    dG_W = noise.T @ dpre
    dG_b = dpre.sum(axis=0, keepdims=True)
    G_W -= 0.1 * dG_W
    G_b -= 0.1 * dG_b
"""
# The critic's step goes into the actor's loss, as its values are the advantages.
CRITIC = """
import numpy as np
rng = np.random.RandomState(3)
states, returns, actions = rng.randn(6, 2), rng.randn(6), np.array([0, 1, 1, 0, 1, 0])
u, theta, alpha = np.array([0.3, -0.2]), rng.randn(2, 2), 0.1
for episode in range(2):
    values = states @ u
    value_loss = 0.5 * np.mean((values - returns) ** 2)
    du = {first}
    u -= alpha * du
    advantages = returns - states @ u
    logits = states @ theta
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    policy_loss = -np.mean(advantages * np.log(probs[np.arange(6), actions]))
    dlogits = probs.copy()
    dlogits[np.arange(6), actions] -= 1
    dlogits *= advantages[:, None] / 6
    dtheta = {second}
    theta -= alpha * dtheta
"""
NETS = {
    "numbers": (
        NUMBERS,
        ("np.mean((p_real - 1) * real) + np.mean(p_fake * fake)", "np.sum(grad_fake)"),
        ("np.mean((p_real - 1) * real) - np.mean(p_fake * fake)", "np.mean(grad_fake)"),
        ("grad_dw", "grad_gb"),
    ),
    "layers": (
        LAYERS,
        ("real.T @ dz_yes + made.T @ dz_no", "dmade * (1 - made ** 2)"),
        ("real.T @ dz_yes - made.T @ dz_no", "dmade * (1 - made)"),
        ("dD_W", "dpre"),
    ),
    "critic": (
        CRITIC,
        ("states.T @ (values - returns) / 6", "states.T @ dlogits"),
        ("states.T @ (returns - values) / 6", "-states.T @ dlogits"),
        ("du", "dtheta"),
    ),
}


@pytest.mark.parametrize("net", quick(NETS, 1))
def test_each_is_judged_by_its_own_loss(net):
    code, (first, second), _, _ = NETS[net]
    found = checked(code.format(first=first, second=second))
    assert {one.verdict for one in found.verdicts} == {"right"}
    assert len(found.upstream) == 2


@pytest.mark.parametrize(("net", "number"), quick([(n, k) for n in NETS for k in (0, 1)], 2))
def test_a_slip_in_either_is_named_and_the_other_is_right(net, number):
    code, right, slips, names = NETS[net]
    lines = {"first": right[0], "second": right[1]}
    lines["first" if number == 0 else "second"] = slips[number]
    found = wrong(code.format(**lines))
    assert [name for name, _ in found] == [names[number]]


def test_a_discriminators_names_are_no_derivatives():
    names = [one.name for one in checked(NUMBERS.format(first="d_w", second="g_w")).verdicts]
    assert "grad_dw" in names
    assert not {"d_loss", "g_loss", "d_w", "d_b", "g_w"} & set(names)
