import numpy as np

rng = np.random.default_rng(66)
n, d, h, k = 6, 5, 4, 3
X = rng.random((n, d))
labels = np.array([0, 1, 2, 2, 1, 0])
T = np.zeros((n, k))
T[np.arange(n), labels] = 1

W1 = rng.normal(0, 0.5, (d, h))
b1 = np.zeros((1, h))
W2 = rng.normal(0, 0.5, (h, k))
b2 = np.zeros((1, k))
eta = 0.5

for epoch in range(4):
    A = X @ W1 + b1
    Hid = 1.0 / (1.0 + np.exp(-A))
    S = Hid @ W2 + b2
    expS = np.exp(S)
    P = expS / expS.sum(axis=1, keepdims=True)
    CE = -np.sum(T * np.log(P)) / n

    dS = (P - T) / n
    dW2 = Hid.T @ dS
    db2 = dS.sum(axis=0, keepdims=True)
    dHid = dS @ W2.T
    dA = dHid * Hid * (1.0 - Hid)
    dW1 = X.T @ dA
    db1 = dA.sum(axis=0, keepdims=True)

    for param, grad in ((W1, dW1), (b1, db1), (W2, dW2), (b2, db2)):
        param -= eta * grad
    print(epoch, CE)
