import numpy as np

# gradient that comes back from the following layer, one row per sample
dvalues = np.array([[1.0, 1.0, -0.5], [2.0, -2.0, 2.0], [0.5, 3.0, 3.0], [-1.0, 0.2, 0.1]])
inputs = np.array([[1, 2, 3, 2.5], [2.0, 5.0, -1.0, 2], [-1.5, 2.7, 3.3, -0.8], [0.3, -1, 2, 1]])
weights = np.array([[0.2, 0.8, -0.5, 1], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]]).T
biases = np.array([[2.0, 3.0, 0.5]])
alpha = 0.01

# Forward pass
layer_outputs = np.dot(inputs, weights) + biases
leaky_outputs = np.where(layer_outputs > 0, layer_outputs, alpha * layer_outputs)

# Backward pass, leaky ReLU first
dleaky = dvalues.copy()
dleaky[layer_outputs <= 0] *= alpha

# now the layer: with respect to inputs, weights and biases
dinputs = np.dot(dleaky, weights.T)
dweights = np.dot(inputs.T, dleaky)
dbiases = np.sum(dleaky, axis=0, keepdims=True)

# Update parameters
weights += -0.001 * dweights
biases += -0.001 * dbiases
print(dinputs)
print(weights)
print(biases)
