import numpy as np


class Layer:
    def __init__(self):
        self.input = None
        self.output = None


class Dense(Layer):
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(output_size, input_size)
        self.bias = np.random.randn(output_size, 1)

    def forward(self, input):
        self.input = input
        self.output = np.dot(self.weights, self.input) + self.bias
        return self.output

    def backward(self, output_gradient, learning_rate):
        weights_gradient = np.dot(output_gradient, self.input.T)
        input_gradient = np.dot(self.weights.T, output_gradient)
        self.weights -= learning_rate * weights_gradient
        self.bias -= learning_rate * output_gradient
        return input_gradient


class Activation(Layer):
    def __init__(self, activation, activation_prime):
        self.activation = activation
        self.activation_prime = activation_prime

    def forward(self, input):
        self.input = input
        return self.activation(self.input)

    def backward(self, output_gradient, learning_rate):
        return np.multiply(output_gradient, self.activation_prime(self.input))


class Sine(Activation):
    def __init__(self):
        def sine(x):
            return np.sin(x)

        def sine_prime(x):
            return np.cos(x)

        super().__init__(sine, sine_prime)


def mse(y_true, y_pred):
    return np.mean(np.power(y_true - y_pred, 2))


def mse_prime(y_true, y_pred):
    return 2 * (y_pred - y_true) / np.size(y_true)


np.random.seed(8)
X = np.reshape([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], (4, 2, 1))
Y = np.reshape([[0.0], [1.0], [1.0], [0.0]], (4, 1, 1))
net = [Dense(2, 3), Sine(), Dense(3, 1)]

for e in range(2):
    error = 0
    for x, y in zip(X, Y):
        output = x
        for layer in net:
            output = layer.forward(output)
        loss = mse(y, output)
        error += loss
        grad = mse_prime(y, output)
        for layer in reversed(net):
            grad = layer.backward(grad, 0.1)
    print(e + 1, error / len(X))
