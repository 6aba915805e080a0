from math import exp
from random import random, seed

seed(2)


def initialize_network(n_inputs, n_hidden, n_outputs):
    hidden = [{"weights": [random() - 0.5 for _ in range(n_inputs + 1)]} for _ in range(n_hidden)]
    output = [{"weights": [random() - 0.5 for _ in range(n_hidden + 1)]} for _ in range(n_outputs)]
    return [hidden, output]


def activate(weights, inputs):
    # the last weight is the bias
    activation = weights[-1]
    for i in range(len(weights) - 1):
        activation += weights[i] * inputs[i]
    return activation


def transfer_derivative(output):
    return output * (1.0 - output)


def forward_propagate(network, row):
    inputs = row
    for layer in network:
        new_inputs = []
        for neuron in layer:
            activation = activate(neuron["weights"], inputs)
            neuron["output"] = 1.0 / (1.0 + exp(-activation))
            new_inputs.append(neuron["output"])
        inputs = new_inputs
    return inputs


def backward_propagate_error(network, expected):
    for i in reversed(range(len(network))):
        layer = network[i]
        for j in range(len(layer)):
            neuron = layer[j]
            if i == len(network) - 1:
                error = neuron["output"] - expected[j]
            else:
                error = 0.0
                for next_neuron in network[i + 1]:
                    error += next_neuron["weights"][j] * next_neuron["delta"]
            neuron["delta"] = error * transfer_derivative(neuron["output"])


dataset = [[2.7, 2.5, 0], [1.4, 2.3, 0], [3.3, 4.4, 0], [7.6, 2.7, 1], [5.3, 2.0, 1], [6.9, 1.7, 1]]
network = initialize_network(2, 3, 2)
l_rate = 0.3
for epoch in range(2):
    sum_error = 0
    for row in dataset:
        inputs = [value / 10 for value in row[:-1]]
        expected = [0, 0]
        expected[row[-1]] = 1
        outputs = forward_propagate(network, inputs)
        row_error = sum((expected[i] - outputs[i]) ** 2 for i in range(2)) / 2
        sum_error += row_error
        backward_propagate_error(network, expected)
        for i in range(len(network)):
            below = inputs if i == 0 else [neuron["output"] for neuron in network[i - 1]]
            for neuron in network[i]:
                grad_w = [neuron["delta"] * value for value in below]
                grad_bias = neuron["delta"]
                for k in range(len(below)):
                    neuron["weights"][k] -= l_rate * grad_w[k]
                neuron["weights"][-1] -= l_rate * grad_bias
    print(">epoch=%d, error=%.3f" % (epoch, sum_error))
