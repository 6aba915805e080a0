# Backprop through one sigmoid neuron, every partial written down
from math import exp

x1, x2 = 0.8, -1.1
w1, w2 = 0.6, 0.25
bias = -0.1
target = 1.0

# forward
s = w1 * x1 + w2 * x2 + bias
out = 1 / (1 + exp(-s))
L = (out - target) ** 2

# backward
dL_dout = 2 * (out - target)
dout_ds = out * (1 - out)
dL_ds = dL_dout * dout_ds
ds_dw1 = x1
ds_dw2 = x2
dL_dw1 = dL_ds * ds_dw1
dL_dw2 = dL_ds * ds_dw2
dL_dbias = dL_ds * 1.0
dL_dx1 = dL_ds * w1
dL_dx2 = dL_ds * w2

print(f"loss {L:.4f}")
for name, g in (("w1", dL_dw1), ("w2", dL_dw2), ("bias", dL_dbias)):
    print(name, round(g, 5))
