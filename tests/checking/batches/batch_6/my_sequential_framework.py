import numpy as np


class Affine:
    def __init__(self, n_in, n_out, seed):
        rng = np.random.RandomState(seed)
        self.params = {"W": rng.randn(n_in, n_out) * 0.5, "b": np.zeros(n_out)}
        self.grads = {}

    def __call__(self, x):
        self.x = x
        return x @ self.params["W"] + self.params["b"]

    def back(self, upstream):
        self.grads["W"] = self.x.T @ upstream
        self.grads["b"] = upstream.sum(axis=0)
        return upstream @ self.params["W"].T


class Tanh:
    def __call__(self, x):
        self.y = np.tanh(x)
        return self.y

    def back(self, upstream):
        return upstream * (1 - self.y**2)


layers = [Affine(3, 4, 0), Tanh(), Affine(4, 2, 1)]
rng = np.random.RandomState(5)
X, T = rng.randn(6, 3), rng.randn(6, 2)
for epoch in range(2):
    out = X
    for layer in layers:
        out = layer(out)
    loss = np.sum((out - T) ** 2) / 6
    upstream = 2 * (out - T) / 6
    for layer in reversed(layers):
        upstream = layer.back(upstream)
    for layer in layers:
        if isinstance(layer, Affine):
            for name in layer.params:
                layer.params[name] = layer.params[name] - 0.1 * layer.grads[name]
print(loss)
