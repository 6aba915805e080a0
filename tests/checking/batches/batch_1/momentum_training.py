import numpy as np

np.random.seed(4)
X = np.linspace(-1, 1, 8).reshape(-1, 1)
T = X**2

W1 = np.random.randn(1, 5)
B1 = np.random.randn(1, 5) * 0.1
W2 = np.random.randn(5, 1)
B2 = np.zeros((1, 1))
vW1, vB1, vW2, vB2 = 0, 0, 0, 0
mu, alpha = 0.9, 0.05

for step in range(6):
    Z = X @ W1 + B1
    H = np.tanh(Z)
    O = H @ W2 + B2
    diff = O - T
    loss = np.mean(diff**2)

    gO = 2 * diff / diff.size
    gW2 = H.T @ gO
    gB2 = gO.sum(axis=0, keepdims=True)
    gH = gO @ W2.T
    gZ = gH * (1 - H**2)
    gW1 = X.T @ gZ
    gB1 = gZ.sum(axis=0, keepdims=True)

    vW1 = mu * vW1 - alpha * gW1
    vB1 = mu * vB1 - alpha * gB1
    vW2 = mu * vW2 - alpha * gW2
    vB2 = mu * vB2 - alpha * gB2
    W1 = W1 + vW1
    B1 = B1 + vB1
    W2 = W2 + vW2
    B2 = B2 + vB2
    if step % 2 == 0:
        print(step, loss)
