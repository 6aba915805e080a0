import math

# one tanh neuron, two inputs, squared error
x1, x2 = 0.7, -1.3
w1, w2 = 0.4, 0.9
b = 0.25
target = 0.5

# forward
z = w1 * x1 + w2 * x2 + b
a = math.tanh(z)
L = 0.5 * (a - target) ** 2
print("z =", z, " a =", a, " L =", L)

# backward
dL_da = a - target
da_dz = 1 - a ** 2
dL_dz = dL_da * da_dz

dL_dw1 = dL_dz * x1
dL_dw2 = dL_dz * x2
dL_db = dL_dz
dL_dx1 = dL_dz * w1
dL_dx2 = dL_dz * w2

print(f"dL/dw1 = {dL_dw1:.4f}, dL/dw2 = {dL_dw2:.4f}, dL/db = {dL_db:.4f}")
print(f"dL/dx1 = {dL_dx1:.4f}, dL/dx2 = {dL_dx2:.4f}")
