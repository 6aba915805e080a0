import numpy as np

rs = np.random.RandomState(100)
xs = np.linspace(-2, 2, 10).reshape(-1, 1)
ys = np.sin(xs) + 0.3 * xs
P = {"W1": rs.randn(1, 6), "b1": rs.randn(6) * 0.1, "W2": rs.randn(6, 1) * 0.4, "b2": np.zeros(1)}
vel = {k: np.zeros_like(v) for k, v in P.items()}
mu, lr = 0.9, 0.03


def forward(P, xs):
    pre = xs @ P["W1"] + P["b1"]
    act = np.tanh(pre)
    return pre, act, act @ P["W2"] + P["b2"]


for step in range(5):
    pre, act, out = forward(P, xs)
    Loss = np.mean(np.square(out - ys))

    dLoss_dout = 2.0 * (out - ys) / ys.size
    dLoss_dP = {}
    dLoss_dP["W2"] = act.T @ dLoss_dout
    dLoss_dP["b2"] = dLoss_dout.sum(0)
    dLoss_dact = dLoss_dout @ P["W2"].T
    dLoss_dpre = dLoss_dact * (1.0 - act * act)
    dLoss_dP["W1"] = xs.T @ dLoss_dpre
    dLoss_dP["b1"] = dLoss_dpre.sum(0)

    for k in P:
        vel[k] = mu * vel[k] - lr * dLoss_dP[k]
        P[k] = P[k] + vel[k]
    print(step, Loss, {k: float(np.abs(g).max()) for k, g in dLoss_dP.items()})
