"""Multinomial logistic regression on a handful of irises."""
import numpy as np

X = np.array([
    [5.1, 3.5, 1.4, 0.2], [4.9, 3.0, 1.4, 0.2], [4.7, 3.2, 1.3, 0.2],
    [7.0, 3.2, 4.7, 1.4], [6.4, 3.2, 4.5, 1.5], [6.9, 3.1, 4.9, 1.5],
    [6.3, 3.3, 6.0, 2.5], [5.8, 2.7, 5.1, 1.9], [7.1, 3.0, 5.9, 2.1],
])
labels = np.repeat([0, 1, 2], 3)
X = (X - X.mean(axis=0)) / X.std(axis=0)
n_samples, n_features = X.shape
n_classes = 3
T = np.eye(n_classes)[labels]  # one-hot targets

rng = np.random.default_rng(3)
W = rng.normal(scale=0.1, size=(n_features, n_classes))
b = np.zeros(n_classes)
lam = 0.01
lr = 0.5


def softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


for it in range(6):
    logits = X @ W + b
    P = softmax(logits)
    nll = -(T * np.log(P)).sum() / n_samples
    loss = nll + lam * (W ** 2).sum()

    logits_grad = (P - T) / n_samples
    W_grad = X.T @ logits_grad + 2 * lam * W
    b_grad = logits_grad.sum(axis=0)

    W -= lr * W_grad
    b -= lr * b_grad
    acc = (P.argmax(axis=1) == labels).mean()
    print(f"{it:2d}  loss={loss:.4f}  acc={acc:.2f}  |W_grad|={np.linalg.norm(W_grad):.4f}")
