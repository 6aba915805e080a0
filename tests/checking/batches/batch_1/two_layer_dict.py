import numpy as np

np.random.seed(3)


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


X = np.random.randn(2, 5)  # columns are examples
Y = np.array([[1, 0, 1, 1, 0]])
m = X.shape[1]

params = {
    "W1": np.random.randn(3, 2) * 0.5,
    "b1": np.zeros((3, 1)),
    "W2": np.random.randn(1, 3) * 0.5,
    "b2": np.zeros((1, 1)),
}


def forward(X, params):
    Z1 = np.dot(params["W1"], X) + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(params["W2"], A1) + params["b2"]
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache


def compute_cost(A2, Y):
    logprobs = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    cost = -np.sum(logprobs) / m
    return float(cost)


def backward(params, cache, X, Y):
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(params["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


for i in range(4):
    A2, cache = forward(X, params)
    cost = compute_cost(A2, Y)
    grads = backward(params, cache, X, Y)
    for key in params:
        params[key] = params[key] - 0.8 * grads["d" + key]
    print("cost after iteration", i, cost)
