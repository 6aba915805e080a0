"""Two dense layers that tell three classes of points apart: the full network of chapter 9."""

import numpy as np


class Dense:
    """A layer of neurons: each has a column of weights and a bias."""

    def __init__(self, inputs, neurons):
        self.weights = 0.3 * rng.standard_normal((inputs, neurons))
        self.biases = np.zeros((1, neurons))

    def forward(self, inputs):
        """One row of outputs for each sample."""
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        """The gradients of the weights, the biases and the inputs."""
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class ReLU:
    """Lets through what is above zero."""

    def forward(self, inputs):
        """Zero for what is below."""
        self.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues):
        """Zero where the input was not above zero."""
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0


class Softmax:
    """Scores made probabilities."""

    def forward(self, inputs):
        """Each row is shifted so that its largest score is 0: nothing overflows."""
        powers = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = powers / np.sum(powers, axis=1, keepdims=True)


class CrossEntropy:
    """How far the probabilities are from the right classes."""

    def forward(self, probabilities, classes):
        """The mean over the samples."""
        kept = np.clip(probabilities, 1e-7, 1 - 1e-7)
        return np.mean(-np.log(kept[range(len(kept)), classes]))

    def backward(self, probabilities, classes):
        """The gradient of the scores, through the softmax: (ŷ - y) / n."""
        self.dinputs = probabilities.copy()
        self.dinputs[range(len(classes)), classes] -= 1
        self.dinputs = self.dinputs / len(classes)


def create_data(samples, classes):
    """Points on as many arms of a spiral as there are classes, and the class of each."""
    radius = np.tile(np.linspace(0.1, 1, samples), classes)
    number = np.repeat(np.arange(classes), samples)
    angle = 4 * (number + radius) + 0.2 * rng.standard_normal(samples * classes)
    return np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1), number


rng = np.random.default_rng(0)
X, classes = create_data(100, 3)
dense1, activation1 = Dense(2, 64), ReLU()
dense2, activation2 = Dense(64, 3), Softmax()
loss_function = CrossEntropy()

# Forward.
dense1.forward(X)
activation1.forward(dense1.output)
dense2.forward(activation1.output)
activation2.forward(dense2.output)
loss = loss_function.forward(activation2.output, classes)

# Backward, by hand.
loss_function.backward(activation2.output, classes)
dense2.backward(loss_function.dinputs)
activation1.backward(dense2.dinputs)
dense1.backward(activation1.dinputs)
