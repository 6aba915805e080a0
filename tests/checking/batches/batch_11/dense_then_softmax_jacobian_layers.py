import numpy as np

class Dense:
    def __init__(self, input_size, output_size, rng):
        self.weights = rng.standard_normal((output_size, input_size))
        self.bias = rng.standard_normal((output_size, 1))

    def forward(self, input):
        self.input = input
        return np.dot(self.weights, self.input) + self.bias

    def backward(self, output_gradient):
        self.weights_gradient = np.dot(output_gradient, self.input.T)
        self.bias_gradient = output_gradient
        return np.dot(self.weights.T, output_gradient)

class Sigmoid:
    def forward(self, input):
        self.output = 1 / (1 + np.exp(-input))
        return self.output

    def backward(self, output_gradient):
        return output_gradient * self.output * (1 - self.output)

class Softmax:
    def forward(self, input):
        tmp = np.exp(input)
        self.output = tmp / np.sum(tmp)
        return self.output

    def backward(self, output_gradient):
        n = np.size(self.output)
        jacobian = (np.identity(n) - self.output.T) * self.output
        return np.dot(jacobian.T, output_gradient)

def categorical_cross_entropy(y_true, y_pred):
    return -np.sum(y_true * np.log(y_pred))

def categorical_cross_entropy_prime(y_true, y_pred):
    return -y_true / y_pred

rng = np.random.default_rng(42)
network = [Dense(3, 4, rng), Sigmoid(), Dense(4, 3, rng), Softmax()]
x = np.array([[0.2], [-0.9], [0.4]])
y = np.array([[0.0], [1.0], [0.0]])

for epoch in range(3):
    out = x
    for layer in network:
        out = layer.forward(out)
    loss = categorical_cross_entropy(y, out)
    print(epoch, loss)

    grad = categorical_cross_entropy_prime(y, out)
    for layer in reversed(network):
        grad = layer.backward(grad)

    for layer in network:
        if isinstance(layer, Dense):
            layer.weights -= 0.2 * layer.weights_gradient
            layer.bias -= 0.2 * layer.bias_gradient
