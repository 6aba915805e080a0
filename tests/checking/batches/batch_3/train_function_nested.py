import numpy as np


def train(X, y, hidden=3, epochs=4, lr=0.2, seed=0):
    rng = np.random.RandomState(seed)
    W1 = rng.randn(X.shape[1], hidden)
    W2 = rng.randn(hidden, 1)
    losses = []
    n = len(X)
    for _ in range(epochs):
        h_pre = X @ W1
        h = 1 / (1 + np.exp(-h_pre))
        y_hat = h @ W2
        loss = np.sum((y_hat - y) ** 2) / (2 * n)
        losses.append(loss)

        def backward():
            dy_hat = (y_hat - y) / n
            dW2 = h.T @ dy_hat
            dh = dy_hat @ W2.T
            dh_pre = dh * h * (1 - h)
            dW1 = X.T @ dh_pre
            return dW1, dW2

        dW1, dW2 = backward()
        W1 = W1 - lr * dW1
        W2 = W2 - lr * dW2
    return losses


X = np.array([[0.0, 0.1, 1.0], [0.5, -0.4, 0.2], [1.0, 0.9, -0.7]])
y = np.array([[0.2], [0.4], [0.9]])
print(train(X, y))
