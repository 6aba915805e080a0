import numpy as np


class FullyConnected:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        self.X = X
        self.Y = X @ self.W + self.b
        return self.Y

    def grad(self, gY):
        self.gW = self.X.T @ gY
        self.gb = gY.sum(axis=0)
        self.gX = gY @ self.W.T
        return self.gX


class Softmax:
    def __call__(self, X):
        e = np.exp(X - np.max(X, axis=1, keepdims=True))
        self.X = X
        self.P = e / np.sum(e, axis=1, keepdims=True)
        return self.P

    def grad(self, gP):
        inner = np.sum(gP * self.P, axis=1, keepdims=True)
        self.gX = self.P * (gP - inner)
        return self.gX


class CrossEntropy:
    def __call__(self, P, T):
        self.P, self.T = P, T
        self.value = -np.mean(np.sum(T * np.log(P + 1e-12), axis=1))
        return self.value

    def grad(self):
        self.gP = -self.T / (self.P + 1e-12) / len(self.T)
        return self.gP


X = np.array([[0.3, -1.0, 0.2], [1.5, 0.4, -0.7], [-0.6, 0.9, 1.1], [0.0, 0.5, -0.2]])
T = np.eye(2)[[0, 1, 1, 0]]
fc = FullyConnected(np.array([[0.1, -0.3], [0.4, 0.2], [-0.5, 0.6]]), np.array([0.05, -0.05]))
softmax, xent = Softmax(), CrossEntropy()

for it in range(2):
    loss = xent(softmax(fc(X)), T)
    fc.grad(softmax.grad(xent.grad()))
    fc.W = fc.W - 0.2 * fc.gW
    fc.b = fc.b - 0.2 * fc.gb
    print(it, loss)
