# x -> neuron 1 (sigmoid) -> neuron 2 (sigmoid) -> L = 1/2 (y_pred - y_true)^2
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (1 - s)


x = 1.5
y_true = 0.2
w1, b1 = 0.8, -0.3
w2, b2 = -1.1, 0.5
lr = 0.1

for epoch in range(10):
    # ---- forward pass ----
    z1 = w1 * x + b1
    a1 = sigmoid(z1)
    z2 = w2 * a1 + b2
    y_pred = sigmoid(z2)
    L = 0.5 * (y_pred - y_true) ** 2

    # ---- backward pass ----
    dL_dy_pred = y_pred - y_true
    dy_pred_dz2 = sigmoid_derivative(z2)
    dz2_dw2 = a1
    dz2_db2 = 1
    dz2_da1 = w2
    da1_dz1 = sigmoid_derivative(z1)
    dz1_dw1 = x
    dz1_db1 = 1

    dL_dw2 = dL_dy_pred * dy_pred_dz2 * dz2_dw2
    dL_db2 = dL_dy_pred * dy_pred_dz2 * dz2_db2
    dL_da1 = dL_dy_pred * dy_pred_dz2 * dz2_da1
    dL_dw1 = dL_da1 * da1_dz1 * dz1_dw1
    dL_db1 = dL_da1 * da1_dz1 * dz1_db1

    # ---- update ----
    w2 -= lr * dL_dw2
    b2 -= lr * dL_db2
    w1 -= lr * dL_dw1
    b1 -= lr * dL_db1
    print(f"epoch {epoch}: loss = {L:.6f}")
