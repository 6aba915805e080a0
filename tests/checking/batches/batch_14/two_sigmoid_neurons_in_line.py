import numpy as np


def sigmoid(t):
    return 1.0 / (1.0 + np.exp(-t))


# input -> neuron 1 -> neuron 2 -> loss
x = 1.5
y = 0.2
w1, b1 = 0.7, -0.4
w2, b2 = -1.3, 0.6
learning_rate = 0.5

for step in range(10):
    # Forward
    z1 = w1 * x + b1
    a1 = sigmoid(z1)
    z2 = w2 * a1 + b2
    a2 = sigmoid(z2)
    loss = 0.5 * (a2 - y) ** 2

    # Backward, neuron 2
    dL_da2 = a2 - y
    da2_dz2 = a2 * (1 - a2)
    dL_dz2 = dL_da2 * da2_dz2
    dL_dw2 = dL_dz2 * a1
    dL_db2 = dL_dz2

    # Backward, neuron 1
    dL_da1 = dL_dz2 * w2
    da1_dz1 = a1 * (1 - a1)
    dL_dz1 = dL_da1 * da1_dz1
    dL_dw1 = dL_dz1 * x
    dL_db1 = dL_dz1

    print(f"step {step}: loss = {loss:.6f}  dw1 = {dL_dw1:.5f}  dw2 = {dL_dw2:.5f}")

    w1 -= learning_rate * dL_dw1
    b1 -= learning_rate * dL_db1
    w2 -= learning_rate * dL_dw2
    b2 -= learning_rate * dL_db2
