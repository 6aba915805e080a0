import numpy as np

np.random.seed(1)


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def relu(Z):
    return np.maximum(0, Z)


def sigmoid_backward(dA, Z):
    s = 1 / (1 + np.exp(-Z))
    dZ = dA * s * (1 - s)
    return dZ


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


def linear_backward(dZ, A_prev, W):
    m = A_prev.shape[1]
    dW = 1 / m * np.dot(dZ, A_prev.T)
    db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


X = np.random.randn(4, 7)
Y = np.array([[1, 0, 1, 1, 0, 0, 1]])
W1, b1 = np.random.randn(5, 4) / 2, np.zeros((5, 1))
W2, b2 = np.random.randn(3, 5) / 2, np.zeros((3, 1))
W3, b3 = np.random.randn(1, 3) / 2, np.zeros((1, 1))

for i in range(3):
    # [LINEAR -> RELU] * 2 -> LINEAR -> SIGMOID
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    cost = -1 / 7 * np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3))

    # the 1/m comes in linear_backward
    dA3 = -(np.divide(Y, A3) - np.divide(1 - Y, 1 - A3))
    dZ3 = sigmoid_backward(dA3, Z3)
    dA2, dW3, db3 = linear_backward(dZ3, A2, W3)
    dZ2 = relu_backward(dA2, Z2)
    dA1, dW2, db2 = linear_backward(dZ2, A1, W2)
    dZ1 = relu_backward(dA1, Z1)
    dA0, dW1, db1 = linear_backward(dZ1, X, W1)

    W1, b1 = W1 - 0.3 * dW1, b1 - 0.3 * db1
    W2, b2 = W2 - 0.3 * dW2, b2 - 0.3 * db2
    W3, b3 = W3 - 0.3 * dW3, b3 - 0.3 * db3
    print("Cost after iteration", i, np.squeeze(cost))
