import numpy as np

# fully connected net with any number of layers, one sample at a time
rng = np.random.RandomState(21)
layer_sizes = [3, 4, 4, 2]
weights = [rng.randn(n_out, n_in) / np.sqrt(n_in) for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])]
biases = [0.1 * rng.randn(n_out) for n_out in layer_sizes[1:]]


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forward(x):
    activations = [x]
    for W, b in zip(weights, biases):
        z = W @ activations[-1] + b
        activations.append(sigmoid(z))
    return activations


x = np.array([0.5, -0.2, 0.9])
y = np.array([1.0, 0.0])

activations = forward(x)
a_out = activations[-1]
cost = -np.sum(y * np.log(a_out) + (1 - y) * np.log(1 - a_out))
print("cost:", cost)

# backward: delta at the output, then layer by layer to the front
grad_w = [None] * len(weights)
grad_b = [None] * len(biases)
delta = a_out - y
grad_b[-1] = delta
grad_w[-1] = np.outer(delta, activations[-2])
for l in range(len(weights) - 2, -1, -1):
    a = activations[l + 1]
    delta = (weights[l + 1].T @ delta) * a * (1 - a)
    grad_b[l] = delta
    grad_w[l] = np.outer(delta, activations[l])

print("first layer:")
print(grad_w[0])
print(grad_b[0])
print("second layer:")
print(grad_w[1])
print(grad_b[1])
