# same layout as my digits notebook, with random pixels so that it runs anywhere
import numpy as np

np.random.seed(3)
pixels, classes, m = 12, 4, 20
X = np.random.rand(pixels, m)
Y = np.random.randint(0, classes, m)


def init_params():
    W1 = np.random.rand(8, pixels) - 0.5
    b1 = np.random.rand(8, 1) - 0.5
    W2 = np.random.rand(classes, 8) - 0.5
    b2 = np.random.rand(classes, 1) - 0.5
    return W1, b1, W2, b2


def ReLU(Z):
    return np.maximum(Z, 0)


def ReLU_deriv(Z):
    return Z > 0


def softmax(Z):
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum(axis=0)


def one_hot(Y):
    one_hot_Y = np.zeros((Y.size, classes))
    one_hot_Y[np.arange(Y.size), Y] = 1
    return one_hot_Y.T


def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = ReLU(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2


def backward_prop(Z1, A1, A2, W2, X, Y):
    dZ2 = A2 - one_hot(Y)
    dW2 = 1 / m * dZ2.dot(A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T.dot(dZ2) * ReLU_deriv(Z1)
    dW1 = 1 / m * dZ1.dot(X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return dW1, db1, dW2, db2


W1, b1, W2, b2 = init_params()
alpha = 0.3
for i in range(12):
    Z1, A1, Z2, A2 = forward_prop(W1, b1, W2, b2, X)
    loss = -np.mean(np.log(A2[Y, np.arange(m)]))
    dW1, db1, dW2, db2 = backward_prop(Z1, A1, A2, W2, X, Y)
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    if i % 4 == 0:
        print("Iteration:", i, "loss:", loss)
