"""A dense layer of three neurons with ReLU, for a batch of three samples; backward by hand too."""

import numpy as np

inputs = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
weights = np.array([[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]])
biases = np.array([[2.0, 3.0, 0.5]])
# What the next layer hands back: a row for each sample, a column for each neuron.
dvalues = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [3.0, 3.0, 3.0]])

# Forward.
z = np.dot(inputs, weights) + biases
outputs = np.maximum(0, z)

# Backward: ReLU's mask, then one matrix product for each of the layer's inputs.
dz = dvalues.copy()
dz[z <= 0] = 0
dinputs = np.dot(dz, weights.T)
dweights = np.dot(inputs.T, dz)
dbiases = np.sum(dz, axis=0, keepdims=True)
