"""Softmax with its Jacobian, and the loss, each with its own backward; one-hot labels."""

import numpy as np

np.random.seed(3)


def create_data(points, classes, spread):
    X, y = [], []
    for number in range(classes):
        angle = np.linspace(number * 4, (number + 1) * 4, points)
        angle = angle + np.random.randn(points) * spread
        radius = np.linspace(0, 1, points)
        X.append(np.column_stack((radius * np.sin(angle), radius * np.cos(angle))))
        y.append(np.full(points, number))
    return np.concatenate(X), np.concatenate(y)


class LayerDense:
    def __init__(self, n_inputs, n_neurons, weight_scale):
        self.weights = weight_scale * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = inputs @ self.weights + self.biases
        return self.output

    def backward(self, dvalues):
        self.dweights = self.inputs.T @ dvalues
        self.dbiases = dvalues.sum(axis=0, keepdims=True)
        self.dinputs = dvalues @ self.weights.T
        return self.dinputs


class ActivationReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.maximum(0, inputs)
        return self.output

    def backward(self, dvalues):
        self.dinputs = dvalues * (self.inputs > 0)
        return self.dinputs


class ActivationSoftmax:
    def forward(self, inputs):
        exp_values = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = exp_values / np.sum(exp_values, axis=1, keepdims=True)
        return self.output

    def backward(self, dvalues):
        self.dinputs = np.empty_like(dvalues)
        for index, (single_output, single_dvalues) in enumerate(zip(self.output, dvalues)):
            single_output = single_output.reshape(-1, 1)
            jacobian_matrix = np.diagflat(single_output) - np.dot(single_output, single_output.T)
            self.dinputs[index] = np.dot(jacobian_matrix, single_dvalues)
        return self.dinputs


class CategoricalCrossEntropy:
    def forward(self, y_pred, y_true):
        y_pred = np.clip(y_pred, 1e-7, 1 - 1e-7)
        confidences = np.sum(y_pred * y_true, axis=1)
        losses = -np.log(confidences)
        return np.mean(losses)

    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        labels = len(dvalues[0])
        if len(y_true.shape) == 1:
            y_true = np.eye(labels)[y_true]
        self.dinputs = -y_true / dvalues
        self.dinputs = self.dinputs / samples
        return self.dinputs


X, classes = create_data(100, 3, 0.2)
y = np.eye(3)[classes]
print(X.shape, y.shape, X.dtype)

hidden = 3
layer1 = LayerDense(2, hidden, 0.1)
relu = ActivationReLU()
layer2 = LayerDense(hidden, 3, 0.1)
softmax = ActivationSoftmax()
cross_entropy = CategoricalCrossEntropy()

output = softmax.forward(layer2.forward(relu.forward(layer1.forward(X))))
loss = cross_entropy.forward(output, y)
print("loss", round(float(loss), 6))
print("accuracy", np.mean(np.argmax(output, axis=1) == np.argmax(y, axis=1)))

dvalues = cross_entropy.backward(output, y)
dvalues = softmax.backward(dvalues)
combined = (output - y) / len(output)
print("the two routes agree:", np.allclose(dvalues, combined))
layer1.backward(relu.backward(layer2.backward(dvalues)))
print(layer1.dweights, layer2.dbiases)
