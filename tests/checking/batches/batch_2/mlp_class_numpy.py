import numpy as np


class MLP:
    def __init__(self, n_x, n_h, n_y, seed=0):
        rng = np.random.default_rng(seed)
        self.W1 = rng.normal(0, 0.6, (n_x, n_h))
        self.b1 = np.zeros((1, n_h))
        self.W2 = rng.normal(0, 0.6, (n_h, n_y))
        self.b2 = np.zeros((1, n_y))

    def forward(self, X):
        self.X = X
        self.z1 = X @ self.W1 + self.b1
        self.a1 = np.maximum(0, self.z1)
        self.z2 = self.a1 @ self.W2 + self.b2
        return self.z2

    def loss(self, pred, Y):
        self.n = Y.shape[0]
        self.value = np.sum((pred - Y) ** 2) / (2 * self.n)
        return self.value

    def backward(self, pred, Y):
        d_z2 = (pred - Y) / self.n
        self.dW2 = self.a1.T @ d_z2
        self.db2 = np.sum(d_z2, axis=0, keepdims=True)
        d_a1 = d_z2 @ self.W2.T
        d_z1 = d_a1 * (self.z1 > 0)
        self.dW1 = self.X.T @ d_z1
        self.db1 = np.sum(d_z1, axis=0, keepdims=True)

    def step(self, lr):
        for name in ("W1", "b1", "W2", "b2"):
            setattr(self, name, getattr(self, name) - lr * getattr(self, "d" + name))


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    X = rng.normal(size=(6, 2))
    Y = np.stack([X[:, 0] * X[:, 1], X.sum(axis=1)], axis=1)
    net = MLP(2, 5, 2)
    for _ in range(5):
        out = net.forward(X)
        print(net.loss(out, Y))
        net.backward(out, Y)
        net.step(0.1)
