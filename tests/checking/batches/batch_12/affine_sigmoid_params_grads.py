import numpy as np


class Affine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]
        self.x = None

    def forward(self, x):
        W, b = self.params
        self.x = x
        out = np.dot(x, W) + b
        return out

    def backward(self, dout):
        W, b = self.params
        dx = np.dot(dout, W.T)
        dW = np.dot(self.x.T, dout)
        db = np.sum(dout, axis=0)
        self.grads[0][...] = dW
        self.grads[1][...] = db
        return dx


class Sigmoid:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x):
        out = 1 / (1 + np.exp(-x))
        self.out = out
        return out

    def backward(self, dout):
        dx = dout * self.out * (1.0 - self.out)
        return dx


class SumOfSquaresLoss:
    def forward(self, y, t):
        self.y, self.t = y, t
        loss = 0.5 * np.sum((y - t) ** 2) / len(y)
        return loss

    def backward(self, dout=1):
        dy = dout * (self.y - self.t) / len(self.y)
        return dy


np.random.seed(1984)
I, H, O = 3, 4, 2
x = np.random.randn(6, I)
t = np.random.rand(6, O)
layers = [
    Affine(np.random.randn(I, H) * 0.5, np.zeros(H)),
    Sigmoid(),
    Affine(np.random.randn(H, O) * 0.5, np.zeros(O)),
]
loss_layer = SumOfSquaresLoss()

for epoch in range(3):
    y = x
    for layer in layers:
        y = layer.forward(y)
    loss = loss_layer.forward(y, t)
    dout = loss_layer.backward()
    for layer in reversed(layers):
        dout = layer.backward(dout)
    # SGD
    for layer in layers:
        for p, g in zip(layer.params, layer.grads):
            p -= 0.5 * g
    print("epoch %d | loss %.4f" % (epoch, loss))
