"""After the video: a network so thin that each layer is one neuron.

a0 -> a1 -> a2 -> cost C0
"""
from math import exp

sigma = lambda z: 1 / (1 + exp(-z))

a0 = 0.66      # the input pixel
y = 1.0        # what we want
w1, b1 = 1.3, -0.4
w2, b2 = -0.8, 0.9

z1 = w1 * a0 + b1
a1 = sigma(z1)
z2 = w2 * a1 + b2
a2 = sigma(z2)
C0 = (a2 - y) ** 2
print(f"activations {a1:.4f} {a2:.4f}, cost {C0:.4f}")

# last layer: three little ratios
dC0_da2 = 2 * (a2 - y)
da2_dz2 = sigma(z2) * (1 - sigma(z2))
dz2_dw2 = a1
dz2_db2 = 1
dz2_da1 = w2

dC0_dw2 = dz2_dw2 * da2_dz2 * dC0_da2
dC0_db2 = dz2_db2 * da2_dz2 * dC0_da2
dC0_da1 = dz2_da1 * da2_dz2 * dC0_da2

# and one layer further back
da1_dz1 = sigma(z1) * (1 - sigma(z1))
dz1_dw1 = a0
dC0_dw1 = dz1_dw1 * da1_dz1 * dC0_da1
dC0_db1 = 1 * da1_dz1 * dC0_da1

gradient = [dC0_dw1, dC0_db1, dC0_dw2, dC0_db2]
print("gradient of C0:", [round(g, 5) for g in gradient])
