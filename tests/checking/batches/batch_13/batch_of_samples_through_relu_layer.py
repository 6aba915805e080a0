import numpy as np

# a batch of 4 samples with 3 features
inputs = np.array([[0.5, 1.2, -0.3], [2.0, -1.0, 0.7], [-0.8, 0.4, 1.5], [1.1, 0.9, -2.0]])
# 2 neurons, so 2 columns
weights = np.array([[0.4, -0.6], [0.7, 0.1], [-0.2, 0.9]])
biases = np.array([[0.1, -0.4]])
targets = np.array([[1.0, 0.0], [0.0, 0.5], [0.5, 1.0], [1.0, 0.0]])


def forward():
    z = np.dot(inputs, weights) + biases
    return z, np.maximum(0, z)


for step in range(3):
    z, output = forward()
    loss = np.mean((output - targets) ** 2)
    print("step", step, "loss", loss)

    # derivative of the mean squared error
    doutput = 2 * (output - targets) / output.size

    # ReLU: copy, then zero where the layer's result was negative
    drelu = doutput.copy()
    drelu[z <= 0] = 0

    # gradient on the inputs, we multiply by the weights
    dinputs = np.dot(drelu, weights.T)
    # gradient on the weights, we multiply by the inputs
    dweights = np.dot(inputs.T, drelu)
    # gradient on the biases, sum over the samples
    dbiases = np.sum(drelu, axis=0, keepdims=True)

    weights += -0.1 * dweights
    biases += -0.1 * dbiases

print(dinputs)
print(weights)
print(biases)
