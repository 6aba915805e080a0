# the AND gate, one neuron, no libraries but math
import math

inputs = [[0, 0], [0, 1], [1, 0], [1, 1]]
targets = [0, 0, 0, 1]
weights = [0.3, -0.2]
bias = 0.1
lr = 0.5

for epoch in range(1001):
    for row, t in zip(inputs, targets):
        z = weights[0] * row[0] + weights[1] * row[1] + bias
        a = 1 / (1 + math.exp(-z))
        loss = (a - t) ** 2

        dloss_da = 2 * (a - t)
        da_dz = a * (1 - a)
        dz = dloss_da * da_dz
        dw = [dz * row[0], dz * row[1]]
        db = dz

        weights[0] -= lr * dw[0]
        weights[1] -= lr * dw[1]
        bias -= lr * db
    if epoch % 250 == 0:
        print(epoch, round(loss, 6), [round(w, 3) for w in weights], round(bias, 3))

for row in inputs:
    z = weights[0] * row[0] + weights[1] * row[1] + bias
    print(row, 1 if z > 0 else 0)
