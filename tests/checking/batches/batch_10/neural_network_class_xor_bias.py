import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden_size, output_size):
        np.random.seed(3)
        self.weights_input_hidden = np.random.uniform(-1, 1, (input_size, hidden_size))
        self.weights_hidden_output = np.random.uniform(-1, 1, (hidden_size, output_size))
        self.bias_hidden = np.zeros((1, hidden_size))
        self.bias_output = np.zeros((1, output_size))

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def sigmoid_derivative(self, x):
        return x * (1 - x)

    def feedforward(self, X):
        # hidden layer
        self.hidden_activation = np.dot(X, self.weights_input_hidden) + self.bias_hidden
        self.hidden_output = self.sigmoid(self.hidden_activation)
        # output layer
        self.output_activation = np.dot(self.hidden_output, self.weights_hidden_output) + self.bias_output
        self.predicted_output = self.sigmoid(self.output_activation)
        return self.predicted_output

    def compute_loss(self, y):
        self.loss = 0.5 * np.sum(np.square(y - self.predicted_output))
        return self.loss

    def backward(self, X, y, learning_rate):
        # error at the output; minus sign because loss uses (y - predicted)
        output_error = -(y - self.predicted_output)
        output_delta = output_error * self.sigmoid_derivative(self.predicted_output)

        # error at the hidden layer
        hidden_error = np.dot(output_delta, self.weights_hidden_output.T)
        hidden_delta = hidden_error * self.sigmoid_derivative(self.hidden_output)

        # gradients
        grad_weights_hidden_output = np.dot(self.hidden_output.T, output_delta)
        grad_bias_output = np.sum(output_delta, axis=0, keepdims=True)
        grad_weights_input_hidden = np.dot(X.T, hidden_delta)
        grad_bias_hidden = np.sum(hidden_delta, axis=0, keepdims=True)

        # update
        self.weights_hidden_output -= learning_rate * grad_weights_hidden_output
        self.bias_output -= learning_rate * grad_bias_output
        self.weights_input_hidden -= learning_rate * grad_weights_input_hidden
        self.bias_hidden -= learning_rate * grad_bias_hidden

    def train(self, X, y, epochs, learning_rate):
        for epoch in range(epochs):
            self.feedforward(X)
            loss = self.compute_loss(y)
            self.backward(X, y, learning_rate)
            print(f"Epoch {epoch}, Loss: {loss}")


X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])

nn = NeuralNetwork(input_size=2, hidden_size=4, output_size=1)
nn.train(X, y, epochs=3, learning_rate=0.5)
