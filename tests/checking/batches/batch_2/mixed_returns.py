import numpy as np


def act(z, kind):
    if kind == "relu":
        return np.maximum(z, 0)
    if kind == "tanh":
        return np.tanh(z)
    return z


def act_grad(z, kind):
    if kind == "relu":
        return (z > 0) * 1.0
    if kind == "tanh":
        return 1 - np.tanh(z) ** 2
    return np.ones_like(z)


rng = np.random.default_rng(17)
x = rng.normal(size=(2, 3))
weights = [rng.normal(size=(3, 4)), rng.normal(size=(4, 2)), rng.normal(size=(2, 1))]
W0, W1, W2 = weights
kinds = ["tanh", "relu", "linear"]

z0 = x @ W0
a0 = act(z0, kinds[0])
z1 = a0 @ W1
a1 = act(z1, kinds[1])
z2 = a1 @ W2
y = act(z2, kinds[2])
loss = np.sum(y)

d_z2 = np.ones_like(y) * act_grad(z2, kinds[2])
d_W2 = a1.T @ d_z2
d_z1 = (d_z2 @ W2.T) * act_grad(z1, kinds[1])
d_W1 = a0.T @ d_z1
d_z0 = (d_z1 @ W1.T) * act_grad(z0, kinds[0])
d_W0 = x.T @ d_z0
d_x = d_z0 @ W0.T
print(d_W0, d_W1, d_W2, d_x, sep="\n")
