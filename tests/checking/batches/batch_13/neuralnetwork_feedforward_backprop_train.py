import numpy as np


def sigmoid(t):
    return 1 / (1 + np.exp(-t))


def sigmoid_derivative(p):
    return p * (1 - p)


class NeuralNetwork:
    def __init__(self, x, y, hidden=4):
        self.input = x
        self.y = y
        self.weights1 = np.random.rand(self.input.shape[1], hidden)
        self.weights2 = np.random.rand(hidden, hidden)
        self.weights3 = np.random.rand(hidden, 1)
        self.output = np.zeros(y.shape)

    def feedforward(self):
        self.layer1 = sigmoid(np.dot(self.input, self.weights1))
        self.layer2 = sigmoid(np.dot(self.layer1, self.weights2))
        self.output = sigmoid(np.dot(self.layer2, self.weights3))
        self.loss = np.sum((self.y - self.output) ** 2)
        return self.output

    def backprop(self):
        # chain rule, from the loss back to the first weights
        d_output = 2 * (self.output - self.y) * sigmoid_derivative(self.output)
        d_weights3 = np.dot(self.layer2.T, d_output)

        d_layer2 = np.dot(d_output, self.weights3.T) * sigmoid_derivative(self.layer2)
        d_weights2 = np.dot(self.layer1.T, d_layer2)

        d_layer1 = np.dot(d_layer2, self.weights2.T) * sigmoid_derivative(self.layer1)
        d_weights1 = np.dot(self.input.T, d_layer1)

        self.weights1 -= 0.3 * d_weights1
        self.weights2 -= 0.3 * d_weights2
        self.weights3 -= 0.3 * d_weights3

    def train(self, epochs):
        for i in range(epochs):
            self.feedforward()
            self.backprop()
            if i % 20 == 0:
                print(f"iteration {i}: loss {self.loss:.5f}")


if __name__ == "__main__":
    np.random.seed(1)
    # the last column is the bias
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [1], [1], [1]])
    nn = NeuralNetwork(X, y)
    nn.train(60)
    print(nn.feedforward().round(3))
