import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def relu(x):
    return np.maximum(0, x)


np.random.seed(16)
lambd = 0.7
X = np.random.randn(3, 3)
Y = np.array([[1, 0, 1]])
W1 = np.random.randn(3, 3)
b1 = np.zeros((3, 1))
W2 = np.random.randn(1, 3)
b2 = np.zeros((1, 1))
m = X.shape[1]

Z1 = np.dot(W1, X) + b1
A1 = relu(Z1)
Z2 = np.dot(W2, A1) + b2
A2 = sigmoid(Z2)

cross_entropy_cost = -1.0 / m * np.sum(np.multiply(Y, np.log(A2)) + np.multiply(1 - Y, np.log(1 - A2)))
L2_regularization_cost = lambd / (2 * m) * (np.sum(np.square(W1)) + np.sum(np.square(W2)))
cost = cross_entropy_cost + L2_regularization_cost

dZ2 = A2 - Y
dW2 = 1.0 / m * np.dot(dZ2, A1.T) + (lambd / m) * W2
db2 = 1.0 / m * np.sum(dZ2, axis=1, keepdims=True)
dA1 = np.dot(W2.T, dZ2)
dZ1 = np.multiply(dA1, np.int64(A1 > 0))
dW1 = 1.0 / m * np.dot(dZ1, X.T) + (lambd / m) * W1
db1 = 1.0 / m * np.sum(dZ1, axis=1, keepdims=True)

gradients = {"dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}
for key in ("dW1", "dW2", "db2"):
    print(key, gradients[key])
