import numpy as np

np.random.seed(11)


class Layer:
    def forward(self, input):
        raise NotImplementedError

    def backward(self, output_gradient, learning_rate):
        raise NotImplementedError


class Dense(Layer):
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(output_size, input_size)
        self.bias = np.random.randn(output_size, 1)

    def forward(self, input):
        self.input = input
        self.output = self.weights @ input + self.bias
        return self.output

    def backward(self, output_gradient, learning_rate):
        weights_gradient = output_gradient @ self.input.T
        bias_gradient = output_gradient
        # before the update, otherwise it is the gradient of the new weights!
        input_gradient = self.weights.T @ output_gradient
        self.weights -= learning_rate * weights_gradient
        self.bias -= learning_rate * bias_gradient
        return input_gradient


class Tanh(Layer):
    def forward(self, input):
        self.input = input
        self.output = np.tanh(input)
        return self.output

    def backward(self, output_gradient, learning_rate):
        input_gradient = output_gradient * (1 - np.tanh(self.input) ** 2)
        return input_gradient


X = np.reshape([[0, 0], [0, 1], [1, 0], [1, 1]], (4, 2, 1))
Y = np.reshape([[0], [1], [1], [0]], (4, 1, 1))
network = [Dense(2, 3), Tanh(), Dense(3, 1), Tanh()]

for epoch in range(4):
    error = 0
    for x, y in zip(X, Y):
        output = x
        for layer in network:
            output = layer.forward(output)
        mse = np.mean((y - output) ** 2)
        error += mse
        grad = 2 * (output - y) / y.size
        for layer in reversed(network):
            grad = layer.backward(grad, 0.1)
    error /= len(X)
    print(epoch + 1, "/ 4, error =", error)
