import numpy as np

rng = np.random.RandomState(8)


class Linear:
    def __init__(self, in_features, out_features):
        self.W = rng.randn(in_features, out_features) * 0.4
        self.b = np.zeros(out_features)

    def forward(self, x):
        self.x = x
        self.out = self.x @ self.W + self.b
        return self.out

    def backward(self, grad_output):
        self.grad_W = self.x.T @ grad_output
        self.grad_b = grad_output.sum(axis=0)
        grad_input = grad_output @ self.W.T
        return grad_input

    def step(self, lr):
        self.W -= lr * self.grad_W
        self.b -= lr * self.grad_b


class Tanh:
    def forward(self, x):
        self.x = x
        self.out = np.tanh(self.x)
        return self.out

    def backward(self, grad_output):
        grad_input = grad_output * (1 - self.out ** 2)
        return grad_input

    def step(self, lr):
        pass


class MSELoss:
    def forward(self, pred, target):
        self.pred, self.target = pred, target
        loss = np.mean((self.pred - self.target) ** 2)
        return loss

    def backward(self):
        grad_pred = 2 * (self.pred - self.target) / self.target.size
        return grad_pred


layers = [Linear(2, 5), Tanh(), Linear(5, 1)]
criterion = MSELoss()
x = rng.randn(8, 2)
target = x[:, :1] * x[:, 1:]

for epoch in range(3):
    out = x
    for layer in layers:
        out = layer.forward(out)
    loss = criterion.forward(out, target)

    grad = criterion.backward()
    for layer in reversed(layers):
        grad = layer.backward(grad)
    for layer in layers:
        layer.step(0.1)
    print(epoch, loss)
