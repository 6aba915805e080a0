import numpy as np

# samples are columns here
rng = np.random.default_rng(4)
A0 = rng.normal(size=(4, 4))
Y = rng.normal(size=(4, 4))
W1 = rng.normal(size=(4, 4))
b1 = np.zeros((4, 1))
W2 = rng.normal(size=(4, 4))
b2 = np.zeros((4, 1))
m = A0.shape[1]

Z1 = W1 @ A0 + b1
A1 = np.maximum(0.0, Z1)
Z2 = W2 @ A1 + b2
J = np.sum((Z2 - Y) ** 2) / (2 * m)

dZ2 = (1 / m) * (Z2 - Y)
dW2 = dZ2 @ A1.T
db2 = np.sum(dZ2, axis=1, keepdims=True)
dA1 = W2.T @ dZ2
dZ1 = np.multiply(dA1, Z1 > 0)
dW1 = dZ1 @ A0.T
db1 = np.sum(dZ1, axis=1, keepdims=True)
print(J, dW1, dW2, sep="\n")
