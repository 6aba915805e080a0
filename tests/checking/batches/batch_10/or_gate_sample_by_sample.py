import numpy as np

# OR gate, one sigmoid neuron, gradients summed over the samples in a loop
data = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 1)]
w = np.array([0.3, -0.1])
b = 0.05
eta = 0.8

for epoch in range(3):
    w_grad = np.zeros(2)
    b_grad = 0.0
    total_loss = 0.0
    for features, label in data:
        x = np.array(features, dtype=float)
        out = 1 / (1 + np.exp(-(np.dot(w, x) + b)))
        loss = 0.5 * (out - label) ** 2
        total_loss += loss

        # derivative of the loss for this sample
        dloss_dout = out - label
        dout_dz = out * (1 - out)
        delta = dloss_dout * dout_dz

        w_grad += delta * x
        b_grad += delta

    w -= eta * w_grad
    b -= eta * b_grad
    print(epoch, total_loss)

print("weights:", w, "bias:", b)
