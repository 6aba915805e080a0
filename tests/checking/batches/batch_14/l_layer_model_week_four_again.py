import numpy as np


def initialize_parameters(layer_dims):
    np.random.seed(5)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) / np.sqrt(layer_dims[l-1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


def L_model_forward(X, parameters, L):
    caches = []
    A = X
    for l in range(1, L + 1):
        A_prev = A
        Z = np.dot(parameters["W" + str(l)], A_prev) + parameters["b" + str(l)]
        A = 1 / (1 + np.exp(-Z)) if l == L else np.tanh(Z)
        caches.append((A_prev, Z, A))
    return A, caches


def L_model_backward(AL, Y, caches, parameters):
    grads = {}
    L = len(caches)
    m = Y.shape[1]
    # sigmoid + cross-entropy
    dZ = AL - Y
    for l in reversed(range(1, L + 1)):
        A_prev, Z, A = caches[l - 1]
        if l < L:
            dZ = grads["dA" + str(l)] * (1 - np.power(A, 2))
        grads["dW" + str(l)] = 1 / m * np.dot(dZ, A_prev.T)
        grads["db" + str(l)] = 1 / m * np.sum(dZ, axis=1, keepdims=True)
        grads["dA" + str(l - 1)] = np.dot(parameters["W" + str(l)].T, dZ)
    return grads


np.random.seed(1)
X = np.random.randn(2, 5)
Y = np.array([[1, 0, 1, 1, 0]])
parameters = initialize_parameters([2, 4, 3, 1])

for i in range(5):
    AL, caches = L_model_forward(X, parameters, 3)
    cost = -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
    print("Cost after iteration %i: %f" % (i, cost))
    grads = L_model_backward(AL, Y, caches, parameters)
    for l in range(1, 4):
        parameters["W" + str(l)] = parameters["W" + str(l)] - 0.2 * grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - 0.2 * grads["db" + str(l)]
