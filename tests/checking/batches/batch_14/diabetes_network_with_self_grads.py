import numpy as np


class NeuralNetwork:
    """One hidden ReLU layer, sigmoid output, binary cross-entropy."""

    def __init__(self, n_features, n_hidden, lr=0.1):
        np.random.seed(33)
        self.lr = lr
        self.W1 = np.random.randn(n_features, n_hidden) * np.sqrt(2 / n_features)
        self.b1 = np.zeros((1, n_hidden))
        self.W2 = np.random.randn(n_hidden, 1) * np.sqrt(1 / n_hidden)
        self.b2 = np.zeros((1, 1))

    def forward(self, X):
        self.X = X
        self.Z1 = X.dot(self.W1) + self.b1
        self.A1 = np.maximum(self.Z1, 0)
        self.Z2 = self.A1.dot(self.W2) + self.b2
        self.A2 = 1 / (1 + np.exp(-self.Z2))
        return self.A2

    def compute_loss(self, y):
        self.loss = -np.mean(y * np.log(self.A2) + (1 - y) * np.log(1 - self.A2))
        return self.loss

    def backward(self, y):
        m = y.shape[0]
        self.dZ2 = (self.A2 - y) / m
        self.dW2 = self.A1.T.dot(self.dZ2)
        self.db2 = np.sum(self.dZ2, axis=0, keepdims=True)
        self.dA1 = self.dZ2.dot(self.W2.T)
        self.dZ1 = self.dA1 * (self.Z1 > 0)
        self.dW1 = self.X.T.dot(self.dZ1)
        self.db1 = np.sum(self.dZ1, axis=0, keepdims=True)

    def step(self):
        self.W1 -= self.lr * self.dW1
        self.b1 -= self.lr * self.db1
        self.W2 -= self.lr * self.dW2
        self.b2 -= self.lr * self.db2


rng = np.random.RandomState(9)
X = rng.randn(7, 3)  # glucose, bmi, age (standardized)
y = (X.dot([[1.5], [0.8], [0.3]]) > 0).astype(float)

net = NeuralNetwork(3, 4)
for epoch in range(6):
    net.forward(X)
    loss = net.compute_loss(y)
    net.backward(y)
    net.step()
    print(f'Epoch {epoch}: loss {loss:.4f}')
print(np.round(net.forward(X).ravel(), 2), y.ravel())
