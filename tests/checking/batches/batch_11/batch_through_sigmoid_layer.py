import numpy as np

# gradient that arrives from the layer behind us, one row per sample
dvalues = np.array([[1.0, 0.5, -1.0],
                    [2.0, 1.0, 0.0],
                    [-0.5, 3.0, 1.5]])

inputs = np.array([[1.0, 2.0, 3.0, 2.5],
                   [2.0, 5.0, -1.0, 2.0],
                   [-1.5, 2.7, 3.3, -0.8]])

weights = np.array([[0.2, 0.8, -0.5, 1.0],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
biases = np.array([[2.0, 3.0, 0.5]])

# Forward pass
layer_outputs = np.dot(inputs, weights) + biases
sig_outputs = 1 / (1 + np.exp(-layer_outputs))

# Backward pass
dsig = dvalues * sig_outputs * (1 - sig_outputs)
dinputs = np.dot(dsig, weights.T)
dweights = np.dot(inputs.T, dsig)
dbiases = np.sum(dsig, axis=0, keepdims=True)

print(dinputs)
print(dweights)
print(dbiases)

# Update parameters
weights += -0.001 * dweights
biases += -0.001 * dbiases
