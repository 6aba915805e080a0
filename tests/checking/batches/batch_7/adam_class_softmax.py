import numpy as np


class Adam:
    def __init__(self, lr=0.05, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.iter, self.m, self.v = 0, {}, {}

    def update(self, params, gradients):
        self.iter += 1
        for key in params:
            g = gradients[key]
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * g * g
            m_hat = self.m[key] / (1 - self.beta1**self.iter)
            v_hat = self.v[key] / (1 - self.beta2**self.iter)
            params[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)


def make_clouds(n=4):
    rng = np.random.RandomState(55)
    centers = np.array([[2, 0], [-1, 2], [-1, -2]])
    X = np.concatenate([c + rng.randn(n, 2) for c in centers])
    return X, np.repeat(np.arange(3), n)


X, y = make_clouds()
N = len(y)
rng = np.random.RandomState(4)
params = {"W_h": rng.randn(2, 5), "b_h": np.zeros(5), "W_o": rng.randn(5, 3), "b_o": np.zeros(3)}
adam = Adam()
for it in range(5):
    H_in = X @ params["W_h"] + params["b_h"]
    H = np.log1p(np.exp(H_in))  # softplus
    logits = H @ params["W_o"] + params["b_o"]
    logits_shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = logits_shifted - np.log(np.exp(logits_shifted).sum(axis=1, keepdims=True))
    xent = -log_probs[np.arange(N), y].mean()

    gradients = {}
    logits_gradient = np.exp(log_probs)
    logits_gradient[np.arange(N), y] -= 1.0
    logits_gradient /= N
    gradients["W_o"] = H.T @ logits_gradient
    gradients["b_o"] = logits_gradient.sum(axis=0)
    H_gradient = logits_gradient @ params["W_o"].T
    H_in_gradient = H_gradient / (1 + np.exp(-H_in))
    gradients["W_h"] = X.T @ H_in_gradient
    gradients["b_h"] = H_in_gradient.sum(axis=0)
    adam.update(params, gradients)
    print(it, xent)
