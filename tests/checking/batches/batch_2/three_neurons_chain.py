from math import tanh, cosh

x = 0.8
w1, w2, w3 = 1.1, -0.7, 0.9
b1, b2, b3 = 0.1, 0.2, -0.3
target = 0.25

z1 = w1 * x + b1
a1 = tanh(z1)
z2 = w2 * a1 + b2
a2 = tanh(z2)
z3 = w3 * a2 + b3
a3 = tanh(z3)
C = 0.5 * (a3 - target) ** 2

# chain rule, written out
dC_da3 = a3 - target
da3_dz3 = 1 - tanh(z3) ** 2
dz3_dw3 = a2
dz3_da2 = w3
da2_dz2 = 1 / cosh(z2) ** 2
dz2_dw2 = a1
dz2_da1 = w2
da1_dz1 = 1 - a1**2
dz1_dw1 = x

dC_dw3 = dC_da3 * da3_dz3 * dz3_dw3
dC_db3 = dC_da3 * da3_dz3
dC_dw2 = dC_da3 * da3_dz3 * dz3_da2 * da2_dz2 * dz2_dw2
dC_db2 = dC_da3 * da3_dz3 * dz3_da2 * da2_dz2
dC_dw1 = dC_da3 * da3_dz3 * dz3_da2 * da2_dz2 * dz2_da1 * da1_dz1 * dz1_dw1
dC_db1 = dC_da3 * da3_dz3 * dz3_da2 * da2_dz2 * dz2_da1 * da1_dz1
for name, g in [("w1", dC_dw1), ("w2", dC_dw2), ("w3", dC_dw3)]:
    print(name, round(g, 5))
