from dataclasses import dataclass, field

import numpy as np

rng = np.random.default_rng(33)


@dataclass
class Linear:
    n_in: int
    n_out: int
    W: np.ndarray = field(init=False)
    b: np.ndarray = field(init=False)

    def __post_init__(self):
        self.W = rng.normal(0, 1 / np.sqrt(self.n_in), (self.n_in, self.n_out))
        self.b = np.zeros(self.n_out)

    def forward(self, inp):
        self.inp = inp
        self.out = inp @ self.W + self.b
        return self.out

    def backward(self, grad):
        self.dW = self.inp.T @ grad
        self.db = grad.sum(axis=0)
        self.dinp = grad @ self.W.T
        return self.dinp


@dataclass
class LeakyReLU:
    slope: float = 0.1

    def forward(self, inp):
        self.inp = inp
        self.out = np.where(inp > 0, inp, self.slope * inp)
        return self.out

    def backward(self, grad):
        self.dinp = np.where(self.inp > 0, 1.0, self.slope) * grad
        return self.dinp


@dataclass
class MSE:
    def forward(self, pred, target):
        self.diff = pred - target
        self.loss = np.mean(self.diff**2)
        return self.loss

    def backward(self):
        self.dpred = 2 * self.diff / self.diff.size
        return self.dpred


xs = rng.uniform(-1, 1, (7, 2))
ys = np.sin(3 * xs[:, :1]) + xs[:, 1:]
first, act, second, mse = Linear(2, 5), LeakyReLU(), Linear(5, 1), MSE()

for i in range(4):
    loss = mse.forward(second.forward(act.forward(first.forward(xs))), ys)
    back = act.backward(second.backward(mse.backward()))
    first.backward(back)
    for lin in (first, second):
        lin.W -= 0.1 * lin.dW
        lin.b -= 0.1 * lin.db
    print(i, loss)
