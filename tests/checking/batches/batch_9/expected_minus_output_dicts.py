# Backprop on a network kept in lists of dictionaries, nothing imported but exp and seed
from math import exp
from random import seed, random


def initialize_network(n_inputs, n_hidden, n_outputs):
    network = list()
    network.append([{'weights': [random() for i in range(n_inputs + 1)]} for i in range(n_hidden)])
    network.append([{'weights': [random() for i in range(n_hidden + 1)]} for i in range(n_outputs)])
    return network


def activate(weights, inputs):
    activation = weights[-1]
    for i in range(len(weights) - 1):
        activation += weights[i] * inputs[i]
    return activation


def forward_propagate(network, row):
    inputs = row
    for layer in network:
        new_inputs = []
        for neuron in layer:
            neuron['output'] = 1.0 / (1.0 + exp(-activate(neuron['weights'], inputs)))
            new_inputs.append(neuron['output'])
        inputs = new_inputs
    return inputs


def backward_propagate_error(network, expected):
    for i in reversed(range(len(network))):
        layer = network[i]
        errors = list()
        if i != len(network) - 1:
            for j in range(len(layer)):
                error = 0.0
                for neuron in network[i + 1]:
                    error += neuron['weights'][j] * neuron['delta']
                errors.append(error)
        else:
            for j in range(len(layer)):
                errors.append(layer[j]['output'] - expected[j])
        for j in range(len(layer)):
            neuron = layer[j]
            neuron['delta'] = errors[j] * neuron['output'] * (1.0 - neuron['output'])


seed(1)
network = initialize_network(2, 2, 2)
row, expected = [1.2, 0.4], [0, 1]
l_rate = 0.5

outputs = forward_propagate(network, row)
half_sse = 0.5 * sum((o - e) ** 2 for o, e in zip(outputs, expected))
backward_propagate_error(network, expected)

hidden_outputs = [neuron['output'] for neuron in network[0]]
grad_last = [[n['delta'] * h for h in hidden_outputs] + [n['delta']] for n in network[1]]
grad_first = [[n['delta'] * v for v in row] + [n['delta']] for n in network[0]]
for layer, grads in zip(network, [grad_first, grad_last]):
    for neuron, g in zip(layer, grads):
        neuron['weights'] = [w - l_rate * gw for w, gw in zip(neuron['weights'], g)]
print(half_sse, network)
