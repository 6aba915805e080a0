import numpy as np


class Linear:
    def __init__(self, n_in, n_out, seed):
        rng = np.random.RandomState(seed)
        self.params = [rng.randn(n_in, n_out) * 0.5, np.zeros(n_out)]
        self.grads = [None, None]

    def __call__(self, x):
        self.x = x
        return x @ self.params[0] + self.params[1]

    def backward(self, dout):
        self.grads[0] = self.x.T @ dout
        self.grads[1] = dout.sum(axis=0)
        return dout @ self.params[0].T


class Sigmoid:
    def __call__(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)


X = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]])
T = np.array([[1.0], [1.0], [0.0], [0.0]])
fc1, act, fc2 = Linear(2, 3, 0), Sigmoid(), Linear(3, 1, 1)
for epoch in range(3):
    hidden = act(fc1(X))
    pred = fc2(hidden)
    loss = np.mean((pred - T) ** 2)
    dpred = 2 * (pred - T) / T.size
    dhidden = fc2.backward(dpred)
    dx = fc1.backward(act.backward(dhidden))
    for layer in (fc1, fc2):
        layer.params = [p - 0.5 * g for p, g in zip(layer.params, layer.grads)]
    print(epoch, loss)
