import numpy as np

# Passed-in gradient from the next layer
dvalues = np.array([[1., 1., 1.],
                    [2., 2., 2.],
                    [3., 3., 3.]])

# We have 3 sets of inputs - samples
inputs = np.array([[1.5, 2., 3., -2.5],
                   [2., -5., 1., 2.],
                   [-0.5, 2.7, -3.3, 0.8]])

# We have 3 sets of weights - one set for each neuron
# we have 4 inputs, thus 4 weights; weights are kept transposed
weights = np.array([[0.3, -0.8, 0.5, 1.1],
                    [0.5, 0.91, -0.26, -0.5],
                    [-0.26, -0.37, 0.27, 0.77]]).T

# One bias for each neuron, a row vector with a shape (1, neurons)
biases = np.array([[2., 3., 0.5]])

# Forward pass
layer_outputs = np.dot(inputs, weights) + biases  # Dense layer
relu_outputs = np.maximum(0, layer_outputs)  # ReLU activation

# Backpropagation through ReLU: here with the given gradient
drelu = dvalues.copy()
drelu[layer_outputs <= 0] = 0

# Dense layer
# dinputs - multiply by weights
dinputs = np.dot(drelu, weights.T)
# dweights - multiply by inputs
dweights = np.dot(inputs.T, drelu)
# dbiases - sum values, do this over samples (first axis), keepdims
dbiases = np.sum(drelu, axis=0, keepdims=True)

# Update parameters
weights += -0.001 * dweights
biases += -0.001 * dbiases

print(dinputs)
print(weights)
print(biases)
