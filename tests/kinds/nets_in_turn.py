"""A generator and a discriminator, trained in turn: each loss is drawn, `d_loss` is no gradient."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "losses of a generator and a discriminator": (
        Example(
            name="discriminators_loss_of_numbers",
            code="""
import numpy as np
def sig(z):
    return 1 / (1 + np.exp(-z))
g_w, g_b, d_w, d_b, lr = 0.5, 0.0, 0.1, 0.0, 0.05
z, real = np.array([0.4, -0.3]), np.array([3.0, 3.1])
for step in range(2):
    fake = g_w * z + g_b
    p_real = sig(d_w * real + d_b)
    p_fake = sig(d_w * fake + d_b)
    d_loss = -np.mean(np.log(p_real)) - np.mean(np.log(1 - p_fake))
    grad_dw = np.mean((p_real - 1) * real) + np.mean(p_fake * fake)
    grad_db = np.mean(p_real - 1) + np.mean(p_fake)
    d_w -= lr * grad_dw
    d_b -= lr * grad_db
    fake = g_w * z + g_b
    p_fake = sig(d_w * fake + d_b)
    g_loss = -np.mean(np.log(p_fake))
    grad_fake = (p_fake - 1) * d_w / len(z)
    g_w -= lr * np.sum(grad_fake * z)
    g_b -= lr * np.sum(grad_fake)
""",
            output="d_loss",
        ),
        Example(
            name="generators_loss_of_layers",
            code="""
import numpy as np
G_W, D_W = np.array([[0.5, -0.2], [0.1, 0.3]]), np.array([[0.2], [-0.4]])
noise, real = np.array([[0.3, -1.0], [0.8, 0.5]]), np.array([[1.0, 2.0], [1.5, 1.8]])
for it in range(2):
    made = np.tanh(noise @ G_W)
    yes, no = 1 / (1 + np.exp(-real @ D_W)), 1 / (1 + np.exp(-made @ D_W))
    D_loss = -np.mean(np.log(yes) + np.log(1 - no))
    dD_W = real.T @ ((yes - 1) / 2) + made.T @ (no / 2)
    D_W -= 0.1 * dD_W
    no = 1 / (1 + np.exp(-made @ D_W))
    G_loss = -np.mean(np.log(no))
    dmade = ((no - 1) / 2) @ D_W.T
    G_W -= 0.1 * (noise.T @ (dmade * (1 - made ** 2)))
""",
            outputs=("D_loss", "G_loss", "D_loss", "G_loss"),
        ),
        Example(
            name="costs_of_both_nets_in_functions",
            code="""
import numpy as np
def score(v, d_w):
    return 1 / (1 + np.exp(-d_w * v))
g_w, d_w = 0.5, 0.3
for epoch in range(2):
    fake = g_w * 1.5
    d_cost = -np.log(score(2.0, d_w)) - np.log(1 - score(fake, d_w))
    slope_d = (score(2.0, d_w) - 1) * 2.0 + score(fake, d_w) * fake
    d_w = d_w - 0.1 * slope_d
    g_cost = -np.log(score(g_w * 1.5, d_w))
    slope_g = (score(g_w * 1.5, d_w) - 1) * d_w * 1.5
    g_w = g_w - 0.1 * slope_g
""",
            outputs=("d_cost", "g_cost", "d_cost", "g_cost"),
        ),
    ),
}
