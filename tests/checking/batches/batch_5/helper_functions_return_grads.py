import numpy as np


def affine(x, w, b):
    return x @ w + b


def affine_vjp(upstream, x, w):
    return upstream @ w.T, x.T @ upstream, upstream.sum(axis=0)


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


def elu_vjp(upstream, x, alpha=1.0):
    return upstream * np.where(x > 0, 1.0, alpha * np.exp(x))


def half_mse(pred, truth):
    return 0.5 * np.mean((pred - truth) ** 2)


def half_mse_vjp(pred, truth):
    return (pred - truth) / pred.size


gen = np.random.default_rng(2024)
x = gen.normal(size=(3, 4))
truth = gen.normal(size=(3, 2))
w_in, b_in = gen.normal(size=(4, 3)), gen.normal(size=3)
w_out, b_out = gen.normal(size=(3, 2)), gen.normal(size=2)

pre = affine(x, w_in, b_in)
hid = elu(pre)
pred = affine(hid, w_out, b_out)
objective = half_mse(pred, truth)

pred_bar = half_mse_vjp(pred, truth)
hid_bar, w_out_bar, b_out_bar = affine_vjp(pred_bar, hid, w_out)
pre_bar = elu_vjp(hid_bar, pre)
x_bar, w_in_bar, b_in_bar = affine_vjp(pre_bar, x, w_in)

print(objective)
print(w_out_bar)
print(w_in_bar)
