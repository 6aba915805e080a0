import numpy as np


class Softmax:
    def forward(self, inputs):
        self.inputs = inputs
        shifted = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = shifted / np.sum(shifted, axis=1, keepdims=True)

    def backward(self, dvalues):
        self.dinputs = np.empty_like(dvalues)
        for index, (single_output, single_dvalues) in enumerate(zip(self.output, dvalues)):
            single_output = single_output.reshape(-1, 1)
            jacobian = np.diagflat(single_output) - np.dot(single_output, single_output.T)
            self.dinputs[index] = np.dot(jacobian, single_dvalues)


class CategoricalCrossentropy:
    def forward(self, y_pred, y_true):
        clipped = np.clip(y_pred, 1e-7, 1 - 1e-7)
        correct = np.sum(clipped * y_true, axis=1)
        self.value = np.mean(-np.log(correct))
        return self.value

    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        self.dinputs = -y_true / dvalues
        self.dinputs = self.dinputs / samples


class Linear:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def forward(self, inputs):
        self.inputs = inputs
        self.output = inputs @ self.w + self.b

    def backward(self, dvalues):
        self.dw = self.inputs.T @ dvalues
        self.db = dvalues.sum(axis=0)
        self.dinputs = dvalues @ self.w.T


X = np.array([[1.0, -0.5, 0.3], [0.2, 0.8, -1.0], [-0.6, 0.1, 0.9]])
Y = np.eye(3)[[2, 0, 1]]
linear = Linear(np.array([[0.1, 0.4, -0.2], [-0.3, 0.2, 0.6], [0.5, -0.1, 0.3]]), np.zeros(3))
softmax = Softmax()
loss = CategoricalCrossentropy()

linear.forward(X)
softmax.forward(linear.output)
print(loss.forward(softmax.output, Y))
loss.backward(softmax.output, Y)
softmax.backward(loss.dinputs)
linear.backward(softmax.dinputs)
print(linear.dw)
print(linear.db)
dX = linear.dinputs
