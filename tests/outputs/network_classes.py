"""Networks with classes, dicts and lists."""

PROGRAMS = {
    "class inplace grads": (
        "loss",
        """
class Neuron:
    def __init__(self):
        self.w = 0.5
        self.b = 0.1

    def forward(self, x):
        self.x = x
        self.out = self.w * x + self.b
        return self.out

    def backward(self, dout):
        self.dw = dout * self.x
        self.db = dout
        return dout * self.w


n = Neuron()
y = n.forward(2.0)
loss = (y - 1.0) ** 2
dx = n.backward(2 * (y - 1.0))
n.w -= 0.1 * n.dw
n.b -= 0.1 * n.db
""",
    ),
    "nielsen": (
        "activation|activation[0, 0]|cost",
        """
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


class Network:
    def __init__(self):
        self.weights = [np.array([[0.1, 0.2], [0.3, -0.4]]), np.array([[0.5, -0.5]])]
        self.biases = [np.array([[0.1], [0.2]]), np.array([[0.3]])]

    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        activation = x
        activations = [x]
        zs = []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)
        delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
        nabla_b[-1] = delta
        nabla_w[-1] = np.dot(delta, activations[-2].transpose())
        sp = sigmoid_prime(zs[-2])
        delta = np.dot(self.weights[-1].transpose(), delta) * sp
        nabla_b[-2] = delta
        nabla_w[-2] = np.dot(delta, activations[-3].transpose())
        return nabla_b, nabla_w

    def step(self, x, y, eta):
        nb, nw = self.backprop(x, y)
        self.weights = [w - eta * g for w, g in zip(self.weights, nw)]
        self.biases = [b - eta * g for b, g in zip(self.biases, nb)]


net = Network()
net.step(np.array([[1.0], [2.0]]), np.array([[1.0]]), 0.5)
""",
    ),
    "nnfs class": (
        "loss",
        """
import numpy as np


class Dense:
    def __init__(self, w, b):
        self.weights = w
        self.biases = b

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class SoftmaxLoss:
    def forward(self, inputs, y):
        e = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = e / np.sum(e, axis=1, keepdims=True)
        conf = self.output[range(len(y)), y]
        return np.mean(-np.log(conf))

    def backward(self, dvalues, y):
        n = len(dvalues)
        self.dinputs = dvalues.copy()
        self.dinputs[range(n), y] -= 1
        self.dinputs = self.dinputs / n


X = np.array([[1.0, 2.0], [3.0, -1.0]])
y = np.array([0, 1])
d = Dense(np.array([[0.1, 0.2], [0.3, -0.4]]), np.array([[0.0, 0.0]]))
act = SoftmaxLoss()
for epoch in range(2):
    d.forward(X)
    loss = act.forward(d.output, y)
    predictions = np.argmax(act.output, axis=1)
    accuracy = np.mean(predictions == y)
    act.backward(act.output, y)
    d.backward(act.dinputs)
    d.weights += -0.1 * d.dweights
    d.biases += -0.1 * d.dbiases
""",
    ),
    "plain list backprop mlm": (
        "outputs[0]|n['output']",
        """
import math

net = [[{"w": [0.1, 0.2, 0.3]}, {"w": [0.4, -0.5, 0.6]}], [{"w": [0.7, -0.8, 0.9]}]]


def transfer(a):
    return 1.0 / (1.0 + math.exp(-a))


def transfer_derivative(o):
    return o * (1.0 - o)


def activate(w, i):
    activation = w[-1]
    for k in range(len(w) - 1):
        activation += w[k] * i[k]
    return activation


def forward(net, row):
    inputs = row
    for layer in net:
        new = []
        for n in layer:
            a = activate(n["w"], inputs)
            n["output"] = transfer(a)
            new.append(n["output"])
        inputs = new
    return inputs


def backward(net, expected):
    for i in reversed(range(len(net))):
        layer = net[i]
        errors = []
        if i != len(net) - 1:
            for j in range(len(layer)):
                error = 0.0
                for n in net[i + 1]:
                    error += n["w"][j] * n["delta"]
                errors.append(error)
        else:
            for j in range(len(layer)):
                errors.append(expected[j] - layer[j]["output"])
        for j in range(len(layer)):
            layer[j]["delta"] = errors[j] * transfer_derivative(layer[j]["output"])


def update(net, row, lr):
    for i in range(len(net)):
        inputs = row if i == 0 else [n["output"] for n in net[i - 1]]
        for n in net[i]:
            for j in range(len(inputs)):
                n["w"][j] += lr * n["delta"] * inputs[j]
            n["w"][-1] += lr * n["delta"]


row = [1.0, 2.0]
outputs = forward(net, row)
backward(net, [1.0])
update(net, row, 0.5)
""",
    ),
}
