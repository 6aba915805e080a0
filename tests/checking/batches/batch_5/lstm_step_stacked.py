import numpy as np

rng = np.random.default_rng(31)
D, H = 2, 3
x = rng.standard_normal(D)
h_prev = rng.standard_normal(H) * 0.5
c_prev = rng.standard_normal(H) * 0.5
W = rng.standard_normal((4 * H, D + H)) * 0.4
b = rng.standard_normal(4 * H) * 0.1
target = np.array([0.2, -0.1, 0.4])


def sigm(v):
    return 1 / (1 + np.exp(-v))


# forward: gates stacked in the order i, f, o, g
xh = np.concatenate([x, h_prev])
gates = W @ xh + b
i = sigm(gates[:H])
f = sigm(gates[H : 2 * H])
o = sigm(gates[2 * H : 3 * H])
g = np.tanh(gates[3 * H :])
c = f * c_prev + i * g
tc = np.tanh(c)
h = o * tc
loss = 0.5 * np.sum((h - target) ** 2)

# backward
d_h = h - target
d_o = d_h * tc
d_tc = d_h * o
d_c = d_tc * (1 - tc**2)
d_f = d_c * c_prev
d_i = d_c * g
d_g = d_c * i
d_c_prev = d_c * f
d_gates = np.concatenate(
    [d_i * i * (1 - i), d_f * f * (1 - f), d_o * o * (1 - o), d_g * (1 - g**2)]
)
d_W = np.outer(d_gates, xh)
d_b = d_gates
d_xh = W.T @ d_gates
d_x, d_h_prev = d_xh[:D], d_xh[D:]
print(loss, d_W.shape)
print(d_x, d_h_prev, d_c_prev)
