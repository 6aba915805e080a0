import numpy as np

# three samples, three features, three neurons
inputs = np.array([[1.0, 2.0, 3.0], [2.0, 5.0, -1.0], [-1.5, 2.7, 3.3]])
weights = np.array([[0.2, 0.8, -0.5], [0.5, -0.91, 0.25], [-0.5, 0.5, 1.0]]).T
biases = np.array([[2.0, 3.0, -3.5]])

layer_outputs = np.dot(inputs, weights) + biases
relu_outputs = np.maximum(0, layer_outputs)

# gradient from the next layer
dvalues = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [3.0, 3.0, 3.0]])

drelu = dvalues.copy()
drelu[layer_outputs <= 0] = 0

dinputs = np.dot(drelu, weights.T)
dweights = np.dot(inputs.T, drelu)
dbiases = np.sum(drelu, axis=0, keepdims=True)

print(dinputs)
print(dweights)
print(dbiases)

weights += -0.001 * dweights
biases += -0.001 * dbiases
