import numpy as np

input_set = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0], [1, 1, 0], [1, 1, 1]])
labels = np.array([[1, 0, 0, 1, 1]])
labels = labels.reshape(5, 1)

np.random.seed(42)
weights = np.random.rand(3, 1)
bias = np.random.rand(1)
lr = 0.05


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))


for epoch in range(3):
    inputs = input_set
    XW = np.dot(inputs, weights) + bias
    z = sigmoid(XW)
    error = z - labels
    cost = 0.5 * np.sum(error**2)
    print(cost)

    dcost = error
    dpred = sigmoid_derivative(XW)
    z_del = dcost * dpred

    inputs = input_set.T
    weight_step = np.dot(inputs, z_del)
    weights = weights - lr * weight_step
    for num in z_del:
        bias = bias - lr * num

single_pt = np.array([1, 0, 0])
result = sigmoid(np.dot(single_pt, weights) + bias)
print(result)
