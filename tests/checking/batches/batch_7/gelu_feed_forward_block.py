import numpy as np

C = np.sqrt(2 / np.pi)


def gelu(u):
    return 0.5 * u * (1 + np.tanh(C * (u + 0.044715 * u**3)))


def gelu_grad(u):
    th = np.tanh(C * (u + 0.044715 * u**3))
    return 0.5 * (1 + th) + 0.5 * u * (1 - th**2) * C * (1 + 3 * 0.044715 * u**2)


def layer_norm(r, g):
    centered = r - r.mean(axis=-1, keepdims=True)
    sigma = np.sqrt((centered**2).mean(axis=-1, keepdims=True) + 1e-5)
    return g * centered / sigma, centered / sigma, sigma


def layer_norm_backward(upstream, normed, sigma, g):
    d_normed = upstream * g
    m1 = d_normed.mean(axis=-1, keepdims=True)
    m2 = (d_normed * normed).mean(axis=-1, keepdims=True)
    return (d_normed - m1 - normed * m2) / sigma, np.sum(upstream * normed, axis=0)


rng = np.random.RandomState(77)
tok = rng.randn(3, 4)
fc_w, fc_b = rng.randn(4, 6) * 0.4, np.zeros(6)
proj_w, proj_b = rng.randn(6, 4) * 0.4, np.zeros(4)
gain = np.ones(4) + 0.1 * rng.randn(4)
goal = rng.randn(3, 4)

up = tok @ fc_w + fc_b
hidden = gelu(up)
mlp = hidden @ proj_w + proj_b
resid = tok + mlp
final, normed, sigma = layer_norm(resid, gain)
loss = ((final - goal) ** 2).mean()

dfinal = 2 * (final - goal) / goal.size
dresid, dgain = layer_norm_backward(dfinal, normed, sigma, gain)
dmlp = dresid
dproj_w = hidden.T @ dmlp
dproj_b = dmlp.sum(0)
dhidden = dmlp @ proj_w.T
dup = dhidden * gelu_grad(up)
dfc_w = tok.T @ dup
dfc_b = dup.sum(0)
dtok = dresid + dup @ fc_w.T
print(loss, dtok)
