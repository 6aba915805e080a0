import numpy as np

np.random.seed(0)
X = np.random.randn(6, 3)
y = np.array([1, 0, 1, 1, 0, 0])
w = np.zeros(3)
b = 0.0
lr = 0.3


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


history = []
for it in range(10):
    scores = X @ w + b
    p = sigmoid(scores)
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    history.append(loss)

    err = (p - y) / len(y)
    grad_w = X.T @ err
    grad_b = np.sum(err)

    w -= lr * grad_w
    b -= lr * grad_b

print(history[0], "->", history[-1])
