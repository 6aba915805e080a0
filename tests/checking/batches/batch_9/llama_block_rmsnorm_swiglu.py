"""The feed forward half of a llama block, RMSNorm + SwiGLU + residual, backward written out."""
import numpy as np

np.random.seed(11)
B, D, F = 2, 4, 6
EPS = 1e-5

x = np.random.randn(B, D)
gain = 1 + 0.1 * np.random.randn(D)
w_gate = np.random.randn(D, F) * 0.5
w_up = np.random.randn(D, F) * 0.5
w_down = np.random.randn(F, D) * 0.5
upstream = np.random.randn(B, D)


def rmsnorm(x, gain):
    inv = 1.0 / np.sqrt((x ** 2).mean(axis=-1, keepdims=True) + EPS)
    return x * inv * gain, inv


def rmsnorm_grad(dy, x, gain, inv):
    dgain = (dy * x * inv).sum(axis=0)
    dxhat = dy * gain
    dx = inv * dxhat - x * inv ** 3 * (dxhat * x).mean(axis=-1, keepdims=True)
    return dx, dgain


def silu_grad(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 + z * (1 - s))


# forward
normed, inv = rmsnorm(x, gain)
gate = normed @ w_gate
silu = gate / (1 + np.exp(-gate))
up = normed @ w_up
hidden = silu * up
down = hidden @ w_down
y = x + down
score = (y * upstream).sum()

# backward
dy = upstream
dw_down = hidden.T @ dy
dhidden = dy @ w_down.T
dsilu = dhidden * up
dup = dhidden * silu
dgate = dsilu * silu_grad(gate)
dw_gate = normed.T @ dgate
dw_up = normed.T @ dup
dnormed = dgate @ w_gate.T + dup @ w_up.T
dx_norm, dgain = rmsnorm_grad(dnormed, x, gain, inv)
dx = dy + dx_norm

for name, g in [("x", dx), ("gain", dgain), ("w_gate", dw_gate), ("w_up", dw_up), ("w_down", dw_down)]:
    print(f"{name:7s} {g.shape} {np.abs(g).sum():.5f}")
