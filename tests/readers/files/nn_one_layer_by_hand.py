# Chapter 9 without classes: one layer, its ReLU, every derivative by hand
import numpy as np

# unused, from the start of the chapter
x = [1.0, -2.0, 3.0]
rows = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]

inputs = np.array([[1.0, 2.0, 3.0, 2.5],
                   [2.0, 5.0, -1.0, 2.0],
                   [-1.5, 2.7, 3.3, -0.8]])
targets = np.array([[1.0, 0.0, 2.0],
                    [0.0, 1.0, 0.5],
                    [1.5, 0.3, 0.2]])
weights = np.array([[0.2, 0.8, -0.5, 1.0],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
biases = np.array([[2.0, 3.0, 0.5]])

for step in range(1001):
    # Forward pass
    layer_outputs = np.dot(inputs, weights) + biases
    relu_outputs = np.maximum(0, layer_outputs)
    loss = np.mean((relu_outputs - targets) ** 2)

    # Backward pass
    dvalues = 2 * (relu_outputs - targets) / relu_outputs.size
    drelu = dvalues.copy()
    drelu[layer_outputs <= 0] = 0
    dinputs = np.dot(drelu, weights.T)
    dweights = np.dot(inputs.T, drelu)
    dbiases = np.sum(drelu, axis=0, keepdims=True)

    if not step % 250:
        print("step", step, "loss", loss)

    # Update parameters
    weights += -0.01 * dweights
    biases += -0.01 * dbiases

print(weights)
print(biases)
