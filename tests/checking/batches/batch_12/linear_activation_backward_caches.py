import numpy as np

np.random.seed(3)


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z)), Z


def relu(Z):
    return np.maximum(0, Z), Z


def relu_backward(dA, cache):
    Z = cache
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


def sigmoid_backward(dA, cache):
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    dZ = dA * s * (1 - s)
    return dZ


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A_prev = A
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = np.dot(W, A_prev) + b
        A, activation_cache = sigmoid(Z) if l == L else relu(Z)
        caches.append(((A_prev, W, b), activation_cache))
    return A, caches


def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    linear_cache, activation_cache = caches[L - 1]
    dZ = sigmoid_backward(dAL, activation_cache)
    dA, grads["dW" + str(L)], grads["db" + str(L)] = linear_backward(dZ, linear_cache)
    for l in reversed(range(L - 1)):
        linear_cache, activation_cache = caches[l]
        dZ = relu_backward(dA, activation_cache)
        dA, grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = linear_backward(dZ, linear_cache)
    return grads


layers_dims = [3, 4, 3, 1]
parameters = {}
for l in range(1, len(layers_dims)):
    parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 0.7
    parameters["b" + str(l)] = np.random.randn(layers_dims[l], 1) * 0.1
X = np.random.randn(3, 5)
Y = np.array([[1, 0, 0, 1, 1]])

for i in range(4):
    AL, caches = L_model_forward(X, parameters)
    cost = np.mean(-Y * np.log(AL) - (1 - Y) * np.log(1 - AL))
    grads = L_model_backward(AL, Y, caches)
    for key in parameters:
        parameters[key] = parameters[key] - 0.3 * grads["d" + key]
    print("cost", i, cost)
