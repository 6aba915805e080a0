import numpy as np

def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

X = np.array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 0]])
y = np.array([[0], [1], [1], [0]])

np.random.seed(1)
synapse_0 = 2 * np.random.random((3, 4)) - 1
synapse_1 = 2 * np.random.random((4, 1)) - 1
alpha = 0.8

for j in range(25):
    layer_0 = X
    layer_1 = nonlin(np.dot(layer_0, synapse_0))
    layer_2 = nonlin(np.dot(layer_1, synapse_1))

    # how much did we miss?
    layer_2_error = layer_2 - y
    loss = 0.5 * np.sum(layer_2_error ** 2)
    if j % 10 == 0:
        print("Loss after", j, "iterations:", loss)

    layer_2_delta = layer_2_error * nonlin(layer_2, deriv=True)
    layer_1_error = layer_2_delta.dot(synapse_1.T)
    layer_1_delta = layer_1_error * nonlin(layer_1, deriv=True)

    synapse_1_grad = layer_1.T.dot(layer_2_delta)
    synapse_0_grad = layer_0.T.dot(layer_1_delta)
    synapse_1 -= alpha * synapse_1_grad
    synapse_0 -= alpha * synapse_0_grad

print("Output after training")
print(layer_2)
