import numpy as np


class MLP:
    """Fully connected net with sigmoid units, any number of layers."""

    def __init__(self, layers, lr=0.5, seed=0):
        rng = np.random.default_rng(seed)
        self.lr = lr
        self.W = [rng.normal(0, 1, (layers[i], layers[i + 1])) for i in range(len(layers) - 1)]
        self.b = [np.zeros((1, n)) for n in layers[1:]]

    @staticmethod
    def sigmoid(z):
        return 1.0 / (1.0 + np.exp(-z))

    @staticmethod
    def sigmoid_deriv(a):
        return a * (1 - a)

    def fit(self, X, y, epochs=20, display=5):
        for epoch in range(epochs):
            self.partial_fit(X, y)
            if (epoch + 1) % display == 0:
                print(f"epoch={epoch + 1}, loss={self.loss:.6f}")

    def forward(self, X, y):
        A = [X]
        for W, b in zip(self.W, self.b):
            A.append(self.sigmoid(A[-1] @ W + b))
        self.loss = 0.5 * np.sum((A[-1] - y) ** 2)
        return A

    def backward(self, A, y):
        n_layers = len(self.W)
        self.dW = [None] * n_layers
        self.db = [None] * n_layers
        delta = (A[-1] - y) * self.sigmoid_deriv(A[-1])
        for i in reversed(range(n_layers)):
            self.dW[i] = A[i].T @ delta
            self.db[i] = delta.sum(axis=0, keepdims=True)
            if i > 0:
                delta = (delta @ self.W[i].T) * self.sigmoid_deriv(A[i])

    def partial_fit(self, X, y):
        A = self.forward(X, y)
        self.backward(A, y)
        for i in range(len(self.W)):
            self.W[i] -= self.lr * self.dW[i]
            self.b[i] -= self.lr * self.db[i]

    def predict(self, X):
        a = X
        for W, b in zip(self.W, self.b):
            a = self.sigmoid(a @ W + b)
        return a


X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])
net = MLP([2, 3, 2, 1])
net.fit(X, y)
print(net.predict(X).round(3))
