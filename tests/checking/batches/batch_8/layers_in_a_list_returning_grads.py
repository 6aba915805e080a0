import numpy as np

rng = np.random.default_rng(12)


class Dense:
    def __init__(self, n_in, n_out):
        self.weights = rng.normal(size=(n_out, n_in)) * 0.5
        self.bias = np.zeros((n_out, 1))

    def forward(self, input):
        self.input = input
        return np.dot(self.weights, self.input) + self.bias

    def backward(self, output_gradient, learning_rate):
        weights_gradient = np.dot(output_gradient, self.input.T)
        input_gradient = np.dot(self.weights.T, output_gradient)
        self.weights -= learning_rate * weights_gradient
        self.bias -= learning_rate * output_gradient
        return input_gradient


class Tanh:
    def forward(self, input):
        self.input = input
        return np.tanh(self.input)

    def backward(self, output_gradient, learning_rate):
        return output_gradient * (1 - np.tanh(self.input) ** 2)


X = np.reshape([[0, 0], [0, 1], [1, 0], [1, 1]], (4, 2, 1))
Y = np.reshape([[0], [1], [1], [0]], (4, 1, 1))
network = [Dense(2, 3), Tanh(), Dense(3, 1), Tanh()]
for epoch in range(2):
    for x, y in zip(X, Y):
        output = x
        for layer in network:
            output = layer.forward(output)
        error = np.mean((y - output) ** 2)
        grad = 2 * (output - y) / y.size
        for layer in reversed(network):
            grad = layer.backward(grad, 0.1)
        print(epoch, error)
