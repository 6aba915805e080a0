import numpy as np

np.random.seed(1)


class Dense:
    def __init__(self, n_in, n_out):
        self.weights = 0.3 * np.random.randn(n_in, n_out)
        self.biases = np.zeros((1, n_out))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues):
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0


class SoftmaxCrossEntropy:
    def forward(self, inputs, y_true):
        exp_values = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = exp_values / np.sum(exp_values, axis=1, keepdims=True)
        clipped = np.clip(self.output, 1e-7, 1 - 1e-7)
        confidences = clipped[range(len(inputs)), y_true]
        loss = np.mean(-np.log(confidences))
        return loss

    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        self.dinputs = dvalues.copy()
        self.dinputs[range(samples), y_true] -= 1
        self.dinputs = self.dinputs / samples


X = np.random.randn(3, 3)
y = np.array([0, 2, 1])
dense1 = Dense(3, 3)
relu1 = ReLU()
dense2 = Dense(3, 3)
loss_fn = SoftmaxCrossEntropy()

dense1.forward(X)
relu1.forward(dense1.output)
dense2.forward(relu1.output)
loss = loss_fn.forward(dense2.output, y)
print("loss:", loss)

loss_fn.backward(loss_fn.output, y)
dense2.backward(loss_fn.dinputs)
relu1.backward(dense2.dinputs)
dense1.backward(relu1.dinputs)

print(dense1.dweights)
print(dense1.dbiases)
print(dense2.dweights)
print(dense2.dbiases)
