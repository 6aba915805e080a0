import numpy as np

np.random.seed(23)


class Linear:
    def __init__(self, fan_in, fan_out):
        self.W = np.random.randn(fan_in, fan_out) / np.sqrt(fan_in)
        self.b = np.zeros(fan_out)

    def __call__(self, x):
        self.x = x
        self.z = x @ self.W + self.b
        return self.z

    def backward(self, grad_output):
        self.grad_W = self.x.T @ grad_output
        self.grad_b = grad_output.sum(axis=0)
        grad_input = grad_output @ self.W.T
        return grad_input

    def step(self, lr):
        self.W -= lr * self.grad_W
        self.b -= lr * self.grad_b


class Sigmoid:
    def __call__(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, grad_output):
        local_grad = self.out * (1 - self.out)
        return grad_output * local_grad

    def step(self, lr):
        pass


class MSELoss:
    def __call__(self, pred, target):
        self.diff = pred - target
        self.value = np.mean(self.diff**2)
        return self.value

    def backward(self):
        grad = 2 * self.diff / self.diff.size
        return grad


# learn AND, OR and NAND at once
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
T = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [0.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
layers = [Linear(2, 4), Sigmoid(), Linear(4, 3), Sigmoid()]
criterion = MSELoss()

for epoch in range(6):
    out = X
    for layer in layers:
        out = layer(out)
    loss = criterion(out, T)
    grad = criterion.backward()
    for layer in reversed(layers):
        grad = layer.backward(grad)
    for layer in layers:
        layer.step(2.0)
    print("epoch", epoch, "loss", loss)
