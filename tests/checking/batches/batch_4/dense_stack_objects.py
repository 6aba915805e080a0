import numpy as np


class Dense:
    def __init__(self, shape, rng):
        self.W = rng.normal(0, 0.5, shape)
        self.b = np.zeros(shape[1])
        self.grad_W = None
        self.grad_b = None

    def __call__(self, x):
        self.x = x
        self.out = x @ self.W + self.b
        return self.out

    def backward(self, grad):
        self.grad_W = self.x.T @ grad
        self.grad_b = grad.sum(axis=0)
        grad_x = grad @ self.W.T
        return grad_x


class Tanh:
    def __call__(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad):
        grad_x = grad * (1 - self.out**2)
        return grad_x


class MSE:
    def __call__(self, pred, target):
        self.diff = pred - target
        self.loss = np.mean(self.diff**2)
        return self.loss

    def backward(self):
        grad_pred = 2 * self.diff / self.diff.size
        return grad_pred


rng = np.random.default_rng(101)
layers = [Dense((3, 3), rng), Tanh(), Dense((3, 3), rng)]
criterion = MSE()
x = rng.normal(size=(3, 3))
target = rng.normal(size=(3, 3))

out = x
for layer in layers:
    out = layer(out)
print(criterion(out, target))

grad = criterion.backward()
for layer in layers[::-1]:
    grad = layer.backward(grad)
print(layers[0].grad_W, layers[0].grad_b, grad, sep="\n")
