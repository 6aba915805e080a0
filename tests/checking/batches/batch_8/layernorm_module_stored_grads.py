import numpy as np


class LayerNorm:
    def __init__(self, dim):
        self.g, self.b = np.ones(dim) + 0.1 * np.arange(dim), np.zeros(dim)

    def forward(self, x):
        self.mean = x.mean(-1, keepdims=True)
        self.std = np.sqrt(((x - self.mean) ** 2).mean(-1, keepdims=True) + 1e-5)
        self.xhat = (x - self.mean) / self.std
        return self.g * self.xhat + self.b

    def backward(self, dy):
        self.dg = (dy * self.xhat).sum(0)
        self.db = dy.sum(0)
        dxhat = dy * self.g
        dx = dxhat - dxhat.mean(-1, keepdims=True)
        dx -= self.xhat * (dxhat * self.xhat).mean(-1, keepdims=True)
        return dx / self.std


rng = np.random.RandomState(1)
emb = rng.randn(3, 4)
goal = rng.randn(3, 4)
norm = LayerNorm(4)
normed = norm.forward(emb)
loss = ((normed - goal) ** 2).sum()
dnormed = 2 * (normed - goal)
demb = norm.backward(dnormed)
print(loss, demb)
gain_step, shift_step = norm.dg, norm.db
norm.g = norm.g - 0.1 * gain_step
norm.b = norm.b - 0.1 * shift_step
