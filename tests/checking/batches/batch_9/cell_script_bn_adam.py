# %% [markdown]
# # Spiral classifier with batch normalisation and Adam

# %%
import numpy as np

rng = np.random.default_rng(99)


def spiral(n_points, n_classes):
    X, y = [], []
    for c in range(n_classes):
        r = np.linspace(0.1, 1, n_points)
        ang = np.linspace(c * 4, (c + 1) * 4, n_points) + rng.normal(scale=0.2, size=n_points)
        X.append(np.c_[r * np.sin(ang), r * np.cos(ang)])
        y += [c] * n_points
    return np.vstack(X), np.array(y)


X, y = spiral(4, 3)

# %%
class Model:
    def __init__(self, d_in, d_hid, d_out):
        self.p = {
            "W1": rng.normal(scale=0.5, size=(d_in, d_hid)),
            "gamma": np.ones(d_hid),
            "beta": np.zeros(d_hid),
            "W2": rng.normal(scale=0.5, size=(d_hid, d_out)),
            "b2": np.zeros(d_out),
        }

    def forward(self, X):
        p = self.p
        u = X @ p["W1"]
        mean, var = u.mean(axis=0), u.var(axis=0)
        std = np.sqrt(var + 1e-6)
        u_hat = (u - mean) / std
        v = p["gamma"] * u_hat + p["beta"]
        a = np.where(v > 0, v, 0.01 * v)
        logits = a @ p["W2"] + p["b2"]
        self.saved = X, u_hat, std, v, a
        return logits

    def loss_and_grads(self, X, y):
        logits = self.forward(X)
        m = len(y)
        logits = logits - logits.max(axis=1, keepdims=True)
        probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        loss = -np.log(probs[np.arange(m), y]).mean()

        X, u_hat, std, v, a = self.saved
        grads = {}
        d_logits = probs.copy()
        d_logits[np.arange(m), y] -= 1
        d_logits /= m
        grads["W2"] = a.T @ d_logits
        grads["b2"] = d_logits.sum(axis=0)
        d_a = d_logits @ self.p["W2"].T
        d_v = d_a * np.where(v > 0, 1.0, 0.01)
        grads["gamma"] = (d_v * u_hat).sum(axis=0)
        grads["beta"] = d_v.sum(axis=0)
        d_u_hat = d_v * self.p["gamma"]
        d_u = (d_u_hat - d_u_hat.mean(axis=0) - u_hat * (d_u_hat * u_hat).mean(axis=0)) / std
        grads["W1"] = X.T @ d_u
        return loss, grads


# %%
model = Model(2, 5, 3)
m1 = {k: np.zeros_like(v) for k, v in model.p.items()}
m2 = {k: np.zeros_like(v) for k, v in model.p.items()}
for t in range(1, 4):
    loss, grads = model.loss_and_grads(X, y)
    gW1, gW2 = grads["W1"], grads["W2"]
    ggamma, gbeta = grads["gamma"], grads["beta"]
    for k in model.p:
        m1[k] = 0.9 * m1[k] + 0.1 * grads[k]
        m2[k] = 0.999 * m2[k] + 0.001 * grads[k] ** 2
        step = m1[k] / (1 - 0.9 ** t) / (np.sqrt(m2[k] / (1 - 0.999 ** t)) + 1e-8)
        model.p[k] = model.p[k] - 0.05 * step
    print(t, float(loss))
