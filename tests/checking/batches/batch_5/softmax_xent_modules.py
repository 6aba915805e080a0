import numpy as np


class Module:
    def __call__(self, *args):
        return self.forward(*args)


class FullyConnected(Module):
    def __init__(self, n_in, n_out, scale=0.5):
        self.weight = scale * np.random.randn(n_in, n_out)
        self.bias = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        self.y = x @ self.weight + self.bias
        return self.y

    def backward(self, gy):
        self.weight_grad = self.x.T @ gy
        self.bias_grad = gy.sum(0, keepdims=True)
        return gy @ self.weight.T


class LeakyReLU(Module):
    slope = 0.1

    def forward(self, x):
        self.x = x
        self.y = np.where(x > 0, x, self.slope * x)
        return self.y

    def backward(self, gy):
        gx = gy * np.where(self.x > 0, 1.0, self.slope)
        return gx


class SoftmaxCrossEntropy(Module):
    def forward(self, logits, labels):
        z = logits - logits.max(axis=1, keepdims=True)
        self.p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        self.labels = labels
        self.value = -np.log(self.p[np.arange(len(labels)), labels]).mean()
        return self.value

    def backward(self):
        n = len(self.labels)
        g = self.p.copy()
        g[np.arange(n), self.labels] -= 1
        g /= n
        return g


np.random.seed(42)
x = np.random.randn(3, 2)
labels = np.array([1, 0, 2])
fc1, act, fc2 = FullyConnected(2, 4), LeakyReLU(), FullyConnected(4, 3)
criterion = SoftmaxCrossEntropy()

for it in range(3):
    loss = criterion(fc2(act(fc1(x))), labels)
    gx = fc1.backward(act.backward(fc2.backward(criterion.backward())))
    for layer in (fc1, fc2):
        layer.weight -= 0.5 * layer.weight_grad
        layer.bias -= 0.5 * layer.bias_grad
    print(it, loss)
