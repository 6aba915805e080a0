import numpy as np

# the gradients are sums; the step is divided by the number of samples
X = np.array([[0.5, 1.0], [-1.0, 2.0], [1.5, -0.5], [0.0, 1.0]])
y = np.array([1.0, -1.0, 2.0, 0.5])
w = np.array([0.1, -0.2])
b = 0.3
n = X.shape[0]
lr = 0.1

for _ in range(6):
    out = X @ w + b
    diff = out - y
    sse = np.sum(diff**2) / 2
    grad_w = np.zeros(2)
    grad_b = 0
    for k in range(n):
        grad_w += diff[k] * X[k]
        grad_b += diff[k]
    w = w - lr * grad_w / n
    b = b - lr * grad_b / n
print(sse, w, b)
gw = X.T @ diff
gb = diff.sum()
