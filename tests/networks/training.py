"""A model with a list of layers and a training loop with an optimizer."""

import numpy as np


def make_blobs(n, rng):
    centers = rng.uniform(-2, 2, size=(3, 2))
    labels = np.repeat(np.arange(3), n)
    points = centers[labels] + rng.normal(0, 0.4, size=(3 * n, 2))
    return points, labels


class Dense:
    def __init__(self, fan_in, fan_out, rng):
        limit = np.sqrt(6 / (fan_in + fan_out))
        self.weights = rng.uniform(-limit, limit, (fan_in, fan_out))
        self.biases = np.zeros(fan_out)

    def forward(self, inputs):
        self.inputs = inputs
        return inputs @ self.weights + self.biases

    def backward(self, grad):
        self.dweights = self.inputs.T @ grad
        self.dbiases = grad.sum(axis=0)
        return grad @ self.weights.T


class ReLU:
    def forward(self, inputs):
        self.mask = inputs > 0
        return np.where(self.mask, inputs, 0.0)

    def backward(self, grad):
        return grad * self.mask


class Model:
    def __init__(self, *layers):
        self.layers = list(layers)

    def forward(self, X):
        out = X
        for layer in self.layers:
            out = layer.forward(out)
        return out

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad


class Optimizer_SGD:
    def __init__(self, learning_rate=1.0):
        self.learning_rate = learning_rate

    def update_params(self, layer):
        layer.weights += -self.learning_rate * layer.dweights
        layer.biases += -self.learning_rate * layer.dbiases


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def cross_entropy(p, y):
    return -np.mean(np.log(p[np.arange(len(y)), y] + 1e-9))


rng = np.random.default_rng(1)
X, y = make_blobs(50, rng)
order = rng.permutation(len(X))
X, y = X[order], y[order]
X_train, y_train = X[:120], y[:120]
X_test, y_test = X[120:], y[120:]

first, last = Dense(2, 8, rng), Dense(8, 3, rng)
model = Model(first, ReLU(), last)
optimizer = Optimizer_SGD(learning_rate=0.5)

history = []
for epoch in range(31):
    p = softmax(model.forward(X_train))
    loss = cross_entropy(p, y_train)
    preds = np.argmax(p, axis=1)
    accuracy = np.mean(preds == y_train)
    grad = p.copy()
    grad[np.arange(len(y_train)), y_train] -= 1
    dinputs = model.backward(grad / len(y_train))
    history.append(
        (first.dweights.copy(), first.dbiases.copy(), last.dweights.copy(), last.dbiases.copy())
    )
    for layer in (first, last):
        optimizer.update_params(layer)
    if epoch % 10 == 0:
        print(f"epoch: {epoch}, acc: {accuracy:.3f}, loss: {loss:.3f}")

test = np.mean(np.argmax(model.forward(X_test), axis=1) == y_test)
print("test accuracy:", test)
