import numpy as np


def init(dims):
    rng = np.random.default_rng(8)
    params = {}
    for l in range(1, len(dims)):
        params["W" + str(l)] = rng.standard_normal((dims[l], dims[l - 1])) * 0.6
        params["b" + str(l)] = np.zeros((dims[l], 1))
    return params


def linear_forward(A, W, b):
    Z = np.dot(W, A) + b
    return Z, (A, W, b)


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


X = np.array([[0.5, -1.0, 0.3, 2.0], [1.5, 0.4, -0.6, -1.1]])
Y = np.array([[1, 0, 0, 1]])
params = init([2, 3, 1])
W1, b1 = params["W1"], params["b1"]
W2, b2 = params["W2"], params["b2"]
grads = {}

Z1, cache1 = linear_forward(X, W1, b1)
A1 = np.maximum(0, Z1)
Z2, cache2 = linear_forward(A1, W2, b2)
A2 = 1 / (1 + np.exp(-Z2))
cost = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))

dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
dZ2 = dA2 * A2 * (1 - A2)
grads["dA1"], grads["dW2"], grads["db2"] = linear_backward(dZ2, cache2)
dZ1 = relu_backward(grads["dA1"], Z1)
grads["dA0"], grads["dW1"], grads["db1"] = linear_backward(dZ1, cache1)

print("cost", cost)
for key in sorted(grads):
    print(key, grads[key].ravel())
