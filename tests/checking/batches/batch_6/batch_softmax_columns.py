import numpy as np

rng = np.random.default_rng(3)
X = rng.normal(size=(4, 7))  # one sample in each column
labels = np.array([0, 2, 1, 1, 0, 2, 2])
Y = np.eye(3)[:, labels]
W = rng.normal(size=(3, 4)) * 0.3
b = np.zeros((3, 1))

for it in range(3):
    Z = W @ X + b
    E = np.exp(Z - Z.max(axis=0, keepdims=True))
    P = E / E.sum(axis=0, keepdims=True)
    cost = -np.sum(Y * np.log(P)) / 7
    dZ = (P - Y) / 7
    dW = dZ @ X.T
    db = dZ.sum(axis=1, keepdims=True)
    W -= 0.5 * dW
    b -= 0.5 * db
print(cost)
