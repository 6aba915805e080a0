"""Networks without NumPy, each in a spelling of its own."""

VALUES = """
import math, random

class Value:
    def __init__(self, data, children=()):
        self.data, self.grad, self.children, self.back = data, 0.0, children, lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))
        def back():
            self.grad += out.grad
            other.grad += out.grad
        out.back = back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))
        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.back = back
        return out

    def relu(self):
        out = Value(0 if self.data < 0 else self.data, (self,))
        def back():
            self.grad += (out.data > 0) * out.grad
        out.back = back
        return out

    def backward(self):
        order, seen = [], set()
        def visit(value):
            if value not in seen:
                seen.add(value)
                for child in value.children:
                    visit(child)
                order.append(value)
        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            value.back()

class Neuron:
    def __init__(self, count):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(count)]
        self.b = Value(0.05)

    def __call__(self, x):
        return sum((wi * xi for wi, xi in zip(self.w, x)), self.b).relu()

class Layer:
    def __init__(self, count, neurons):
        self.neurons = [Neuron(count) for _ in range(neurons)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]

random.seed(3)
layers = [Layer(3, 5), Layer(5, 4)]
def network(x):
    for layer in layers:
        x = layer(x)
    return x

x = [2.0, -1.0, 0.5]
out = network(x)
loss = out[0] + out[1] + out[2] + out[3]
loss.backward()
"""
DICTS = """
def activate(weights, inputs):
    total = weights[-1]
    for i in range(len(weights) - 1):
        total += weights[i] * inputs[i]
    return total

layer = [{'weights': [0.1, -0.2, 0.3]}, {'weights': [0.5, 0.7, -0.4]}]
row = [1.5, -2.0]
out = [activate(neuron['weights'], row) ** 2 for neuron in layer]
loss = sum(out)
"""
BATCH = """
X = [[0.5, 1.0], [1.5, -1.0], [-0.5, 2.0]]
W = [[0.1, 0.2], [-0.3, 0.4]]
b = [0.05, -0.05]
loss = 0.0
for x in X:
    z = [sum(w * v for w, v in zip(row, x)) + c for row, c in zip(W, b)]
    loss += z[0] ** 2 + z[1] ** 2
"""
RELU = """
def bent(z):
    if z > {zero}:
        return z
    return 0.0

W = [[0.1, 0.2], [-0.3, 0.4], [0.7, 0.9]]
x = [1.0, -0.5]
h = [bent(sum(w * v for w, v in zip(row, x))) for row in W]
loss = sum(v * v for v in h)
"""
