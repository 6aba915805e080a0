import numpy as np

# integers, so that some sums are exactly zero
x = np.array([[1, 2], [3, -1], [-2, 2]], dtype=float)
W = np.array([[2.0, -1.0], [-1.0, 1.0]])
b = np.array([[0.0, 1.0]])
dvalues = np.array([[1.0, 2.0], [-1.0, 3.0], [0.5, 1.0]])

z = x @ W + b
out = np.maximum(0, z)

dz = np.zeros_like(dvalues)
dz[z > 0] = dvalues[z > 0]
dW = x.T @ dz
db = dz.sum(axis=0, keepdims=True)
dx = dz @ W.T
print(z)
print(dW, db, dx, sep="\n")
