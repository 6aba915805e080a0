import numpy as np

samples = [([0.0, 1.0], 1.0), ([1.0, 0.0], 1.0), ([1.0, 1.0], 0.0), ([0.0, 0.0], 0.0)]
W = np.array([0.3, -0.4])
bias = 0.1

total_loss = 0.0
grad_W = np.zeros(2)
grad_bias = 0.0
for features, label in samples:
    features = np.array(features)
    s = features @ W + bias
    pred = 1 / (1 + np.exp(-s))
    total_loss += -(label * np.log(pred) + (1 - label) * np.log(1 - pred))
    ds = pred - label
    grad_W += ds * features
    grad_bias += ds

count = len(samples)
loss = total_loss / count
grad_W = grad_W / count
grad_bias = grad_bias / count
W -= 0.5 * grad_W
bias -= 0.5 * grad_bias
print(loss, W, bias)
