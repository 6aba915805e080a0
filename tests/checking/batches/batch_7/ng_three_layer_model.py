import numpy as np


def initialize(layer_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layer_dims)):
        n, m = layer_dims[l], layer_dims[l - 1]
        parameters["W" + str(l)] = np.random.randn(n, m) / np.sqrt(m)
        parameters["b" + str(l)] = np.zeros((n, 1))
    return parameters


def linear_activation_forward(A_prev, W, b, activation):
    Z = W @ A_prev + b
    A = 1 / (1 + np.exp(-Z)) if activation == "sigmoid" else np.tanh(Z)
    return A, ((A_prev, W, b), A)


def L_model_forward(X, parameters):
    caches, A = [], X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters["W%d" % l], parameters["b%d" % l], "tanh")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W%d" % L], parameters["b%d" % L], "sigmoid")
    caches.append(cache)
    return AL, caches


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = W.T @ dZ
    return dA_prev, dW, db


def linear_activation_backward(dA, cache, activation):
    linear_cache, A = cache
    if activation == "sigmoid":
        dZ = dA * A * (1 - A)
    else:
        dZ = dA * (1 - A**2)
    return linear_backward(dZ, linear_cache)


def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    out = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = out
    for l in reversed(range(L - 1)):
        dA_prev, dW, db = linear_activation_backward(grads["dA" + str(l + 1)], caches[l], "tanh")
        grads["dA" + str(l)] = dA_prev
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads


rng = np.random.RandomState(1)
X = rng.randn(3, 6)
Y = (X[:1] * X[1:2] > 0).astype(float)
parameters = initialize([3, 4, 2, 1])
for i in range(4):
    AL, caches = L_model_forward(X, parameters)
    cost = -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
    grads = L_model_backward(AL, Y, caches)
    print(np.linalg.norm(grads["dW1"]), np.linalg.norm(grads["dW3"]))
    for l in range(1, 4):
        parameters["W" + str(l)] = parameters["W" + str(l)] - 0.5 * grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - 0.5 * grads["db" + str(l)]
    print("Cost after iteration", i, cost)
