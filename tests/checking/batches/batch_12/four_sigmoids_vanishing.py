"""Why do the gradients of early layers vanish? Four neurons, one behind the other."""
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sp(z):
    s = sigmoid(z)
    return s * (1 - s)


a0, target = 0.9, 0.2
w1, w2, w3, w4 = 1.1, -0.8, 1.7, 0.6
b1, b2, b3, b4 = 0.1, 0.3, -0.5, 0.2

z1 = w1 * a0 + b1
a1 = sigmoid(z1)
z2 = w2 * a1 + b2
a2 = sigmoid(z2)
z3 = w3 * a2 + b3
a3 = sigmoid(z3)
z4 = w4 * a3 + b4
a4 = sigmoid(z4)
C = (a4 - target) ** 2 / 2

# error of each neuron, from the last to the first
delta4 = (a4 - target) * sp(z4)
delta3 = delta4 * w4 * sp(z3)
delta2 = delta3 * w3 * sp(z2)
delta1 = delta2 * w2 * sp(z1)

dC_dw4 = delta4 * a3
dC_dw3 = delta3 * a2
dC_dw2 = delta2 * a1
dC_dw1 = delta1 * a0

for name, value in [("b4", delta4), ("b3", delta3), ("b2", delta2), ("b1", delta1)]:
    print(f"dC/d{name} = {value:+.8f}")
print(dC_dw1, dC_dw2, dC_dw3, dC_dw4)

# the whole product written out once, should be the same as delta1
dC_db1 = (a4 - target) * sp(z4) * w4 * sp(z3) * w3 * sp(z2) * w2 * sp(z1)
print(dC_db1 == delta1, dC_db1)
