"""Three classes, examples in columns, parameters in one dict that is made anew at each update."""
import numpy as np

rng = np.random.default_rng(21)
m, n_x, n_h, n_y = 45, 4, 7, 3

labels = rng.integers(0, n_y, size=m)
centers = rng.normal(0, 2, size=(n_y, n_x))
X = (centers[labels] + rng.normal(0, 0.8, size=(m, n_x))).T
Y = np.eye(n_y)[labels].T
print(X.shape, Y.shape)

params = {
    "W1": rng.normal(0, 0.3, size=(n_h, n_x)),
    "b1": np.zeros((n_h, 1)),
    "W2": rng.normal(0, 0.3, size=(n_y, n_h)),
    "b2": np.zeros((n_y, 1)),
}


def softmax(Z):
    e = np.exp(Z - Z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


def forward(X, params):
    Z1 = params["W1"] @ X + params["b1"]
    A1 = np.maximum(Z1, 0)
    Z2 = params["W2"] @ A1 + params["b2"]
    A2 = softmax(Z2)
    return A2, (Z1, A1, Z2, A2)


def backward(X, Y, params, cache):
    Z1, A1, Z2, A2 = cache
    dZ2 = (A2 - Y) / X.shape[1]
    dA1 = params["W2"].T @ dZ2
    dZ1 = dA1 * (Z1 > 0)
    return {
        "dW1": dZ1 @ X.T,
        "db1": dZ1.sum(axis=1, keepdims=True),
        "dW2": dZ2 @ A1.T,
        "db2": dZ2.sum(axis=1, keepdims=True),
        "dX": params["W1"].T @ dZ1,
    }


history = {"cost": [], "accuracy": []}
for i in range(1, 1501):
    A2, cache = forward(X, params)
    cost = -np.sum(Y * np.log(A2 + 1e-12)) / m
    grads = backward(X, Y, params, cache)
    params = {name: params[name] - 0.1 * grads["d" + name] for name in params}

    accuracy = (A2.argmax(axis=0) == labels).mean()
    history["cost"].append(cost)
    history["accuracy"].append(accuracy)
    if i % 500 == 0:
        print(f"{i:5d}  cost {cost:.5f}  accuracy {accuracy:.3f}")
