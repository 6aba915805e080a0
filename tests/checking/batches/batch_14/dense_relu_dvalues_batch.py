import numpy as np

# a batch of 4 samples with 3 features each
inputs = np.array([[1.0, 2.0, 3.0],
                   [2.0, -5.0, 1.0],
                   [-1.5, 2.7, 3.3],
                   [0.4, -0.8, 1.1]])

# 3 neurons, one column each
weights = np.array([[0.2, 0.5, -0.26],
                    [0.8, -0.91, -0.27],
                    [-0.5, 0.26, 0.17]])
biases = np.array([[2.0, 3.0, 0.5]])

# Forward pass
layer_outputs = np.dot(inputs, weights) + biases
relu_outputs = np.maximum(0, layer_outputs)
print(relu_outputs)

# gradient that the next layer passes to us
dvalues = np.array([[1.0, 0.5, -1.0],
                    [2.0, -2.0, 0.3],
                    [0.7, 3.0, 1.0],
                    [-1.0, 0.1, 0.2]])

# Backward pass
# ReLU
drelu = dvalues.copy()
drelu[layer_outputs <= 0] = 0

# dense layer
dinputs = np.dot(drelu, weights.T)
dweights = np.dot(inputs.T, drelu)
dbiases = np.sum(drelu, axis=0, keepdims=True)

print("dinputs\n", dinputs)
print("dweights\n", dweights)
print("dbiases\n", dbiases)

# Update parameters
weights += -0.001 * dweights
biases += -0.001 * dbiases
print(weights)
print(biases)
