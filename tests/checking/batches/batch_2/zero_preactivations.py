import numpy as np

# some pre-activations are exactly zero here
X = np.array([[1.0, 2.0], [2.0, -1.0], [-3.0, 1.0]])
W = np.array([[2.0, 1.0, 0.5], [-1.0, 2.0, 1.5]])
b = np.array([0.0, 0.0, -1.0])
D = np.array([[1.0, -2.0, 0.5], [0.5, 1.5, -1.0], [2.0, 1.0, 1.0]])

Z = X @ W + b
A = np.maximum(Z, 0)

dA = D
dZ = dA * (Z > 0)
dW = X.T @ dZ
db = dZ.sum(axis=0)
dX = dZ @ W.T
print(Z)
print(dZ)
print(dW)
