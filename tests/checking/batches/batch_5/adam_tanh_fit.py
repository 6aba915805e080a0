import numpy as np

xs = np.linspace(-2, 2, 9)
ys = np.sin(xs)
rng = np.random.default_rng(6)
params = {
    "in": rng.normal(size=4),
    "shift": rng.normal(size=4),
    "out": rng.normal(size=4),
}
first_moment = {name: np.zeros_like(p) for name, p in params.items()}
second_moment = {name: np.zeros_like(p) for name, p in params.items()}
alpha, beta1, beta2, tiny = 0.05, 0.9, 0.999, 1e-8

for t in range(1, 21):
    w_in, shift, w_out = params["in"], params["shift"], params["out"]
    pre = np.outer(xs, w_in) + shift
    hid = np.tanh(pre)
    fit = hid @ w_out
    loss = np.mean((fit - ys) ** 2)

    fit_grad = 2 * (fit - ys) / len(xs)
    out_grad = hid.T @ fit_grad
    hid_grad = np.outer(fit_grad, w_out)
    pre_grad = hid_grad * (1 - hid**2)
    shift_grad = pre_grad.sum(axis=0)
    in_grad = xs @ pre_grad

    for name, gradient in (("in", in_grad), ("shift", shift_grad), ("out", out_grad)):
        first_moment[name] = beta1 * first_moment[name] + (1 - beta1) * gradient
        second_moment[name] = beta2 * second_moment[name] + (1 - beta2) * gradient**2
        m_hat = first_moment[name] / (1 - beta1**t)
        v_hat = second_moment[name] / (1 - beta2**t)
        params[name] = params[name] - alpha * m_hat / (np.sqrt(v_hat) + tiny)
    if t % 5 == 0:
        print(t, loss)
