import numpy as np

np.random.seed(3)


def relu(Z):
    return np.maximum(0, Z)


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def blobs(m):
    labels = np.arange(m) % 2
    X = np.random.randn(2, m) * 0.7 + np.where(labels == 1, 1.0, -1.0)
    return X, labels.reshape(1, m)


train_X, train_Y = blobs(60)

parameters = {}
dims = [2, 8, 3, 1]
for l in range(1, len(dims)):
    parameters[f"W{l}"] = np.random.randn(dims[l], dims[l - 1]) / np.sqrt(dims[l - 1])
    parameters[f"b{l}"] = np.zeros((dims[l], 1))


def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = relu(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = relu(Z2)
    Z3 = np.dot(parameters["W3"], A2) + parameters["b3"]
    A3 = sigmoid(Z3)
    cache = (Z1, A1, Z2, A2, Z3, A3)
    return A3, cache


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    cross_entropy_cost = np.nansum(-np.log(A3) * Y - np.log(1 - A3) * (1 - Y)) / m
    L2_regularization_cost = lambd * (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))) / (2 * m)
    cost = cross_entropy_cost + L2_regularization_cost
    return cost


def backward_propagation_with_regularization(X, Y, cache, parameters, lambd):
    m = X.shape[1]
    (Z1, A1, Z2, A2, Z3, A3) = cache
    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T) + (lambd * parameters["W3"]) / m
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(parameters["W3"].T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T) + (lambd * parameters["W2"]) / m
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(parameters["W2"].T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T) + (lambd * parameters["W1"]) / m
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2,
            "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1,
            "dZ1": dZ1, "dW1": dW1, "db1": db1}


def update_parameters(parameters, grads, learning_rate):
    n = len(parameters) // 2
    for k in range(n):
        parameters["W" + str(k + 1)] = parameters["W" + str(k + 1)] - learning_rate * grads["dW" + str(k + 1)]
        parameters["b" + str(k + 1)] = parameters["b" + str(k + 1)] - learning_rate * grads["db" + str(k + 1)]
    return parameters


learning_rate, lambd = 0.1, 0.7
for i in range(1000):
    A3, cache = forward_propagation(train_X, parameters)
    cost = compute_cost_with_regularization(A3, train_Y, parameters, lambd)
    grads = backward_propagation_with_regularization(train_X, train_Y, cache, parameters, lambd)
    parameters = update_parameters(parameters, grads, learning_rate)
    if i % 250 == 0:
        accuracy = np.mean((A3 > 0.5) == train_Y)
        print(f"Cost after iteration {i}: {cost}, accuracy {accuracy}")
