import numpy as np

np.random.seed(12)
X = np.random.randn(10, 3)
true_w = np.array([1.0, -2.0, 0.5])
y = X @ true_w + 0.3

w = np.zeros(3)
b = 0.0
m_w, v_w = np.zeros(3), np.zeros(3)
m_b, v_b = 0.0, 0.0
beta1, beta2, eps, lr = 0.9, 0.999, 1e-8, 0.1

for t in range(1, 21):
    yhat = X @ w + b
    err = yhat - y
    loss = 0.5 * np.mean(err**2)

    g = err / len(y)
    gw = X.T @ g
    gb = g.sum()

    m_w = beta1 * m_w + (1 - beta1) * gw
    v_w = beta2 * v_w + (1 - beta2) * gw**2
    m_b = beta1 * m_b + (1 - beta1) * gb
    v_b = beta2 * v_b + (1 - beta2) * gb**2
    w = w - lr * (m_w / (1 - beta1**t)) / (np.sqrt(v_w / (1 - beta2**t)) + eps)
    b = b - lr * (m_b / (1 - beta1**t)) / (np.sqrt(v_b / (1 - beta2**t)) + eps)

print(w.round(3), round(b, 3))
