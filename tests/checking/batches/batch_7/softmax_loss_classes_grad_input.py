import numpy as np


class Softmax:
    def forward(self, input):
        shifted = np.exp(input - np.max(input, axis=1, keepdims=True))
        self.output = shifted / np.sum(shifted, axis=1, keepdims=True)
        return self.output

    def backward(self, grad_output):
        inner = np.sum(grad_output * self.output, axis=1, keepdims=True)
        self.grad_input = self.output * (grad_output - inner)
        return self.grad_input


class NegativeLogLikelihood:
    def forward(self, input, target):
        self.input, self.target = input, target
        picked = input[np.arange(len(target)), target]
        return np.mean(-np.log(picked))

    def backward(self):
        n = len(self.target)
        self.grad_input = np.zeros_like(self.input)
        rows = np.arange(n)
        self.grad_input[rows, self.target] = -1.0 / (n * self.input[rows, self.target])
        return self.grad_input


class FullyConnected:
    def __init__(self, fan_in, fan_out):
        self.weight = np.random.normal(0, 1 / np.sqrt(fan_in), (fan_in, fan_out))
        self.bias = np.zeros((1, fan_out))

    def forward(self, input):
        self.input = input
        return input @ self.weight + self.bias

    def backward(self, grad_output):
        self.grad_weight = self.input.T @ grad_output
        self.grad_bias = grad_output.sum(axis=0, keepdims=True)
        self.grad_input = grad_output @ self.weight.T
        return self.grad_input

    def step(self, lr):
        self.weight = self.weight - lr * self.grad_weight
        self.bias = self.bias - lr * self.grad_bias


np.random.seed(61)
batch = np.random.randn(5, 3)
classes = np.array([2, 0, 1, 1, 2])
fc, softmax, criterion = FullyConnected(3, 3), Softmax(), NegativeLogLikelihood()
for epoch in range(3):
    scores = fc.forward(batch)
    probabilities = softmax.forward(scores)
    loss = criterion.forward(probabilities, classes)
    grad_probabilities = criterion.backward()
    grad_scores = softmax.backward(grad_probabilities)
    grad_batch = fc.backward(grad_scores)
    fc.step(0.5)
    print(epoch, loss)
