import numpy as np

# Delta rule for one linear unit, the cost is half the sum of squared errors
inputs = np.array([[0.2, 1.1], [1.3, -0.4], [-0.5, 0.7], [0.9, 0.9]])
wanted = np.array([1.0, -0.3, 0.4, 1.2])
weight = np.array([0.1, 0.1])
threshold = 0.05
history = []
for epoch in range(6):
    activation = inputs @ weight + threshold
    output = np.tanh(activation)
    sse = 0.5 * np.sum((wanted - output) ** 2)
    history.append(sse)

    err = wanted - output
    slope = 1 - output**2
    delta = err * slope
    weight = weight + 0.1 * (inputs.T @ delta)
    threshold = threshold + 0.1 * delta.sum()
print(history)
print(weight, threshold)
