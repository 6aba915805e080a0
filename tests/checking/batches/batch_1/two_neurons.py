import numpy as np

x = np.array([1.0, -2.0])
w1 = np.array([0.5, 0.25])
w2 = np.array([-0.75, 1.5])
b1, b2 = 2.0, 0.5
v1, v2 = 1.25, -0.5

z1 = np.dot(w1, x) + b1
z2 = np.dot(w2, x) + b2
h1 = max(0.0, z1)
h2 = np.tanh(z2)
y = v1 * h1 + v2 * h2

# backward
dy = 1.0
dv1 = dy * h1
dv2 = dy * h2
dh1 = dy * v1
dh2 = dy * v2
dz1 = dh1 * (z1 > 0)
dz2 = dh2 * (1 - h2**2)
dw1 = dz1 * x
dw2 = dz2 * x
db1 = dz1
db2 = dz2
dx = dz1 * w1 + dz2 * w2
print("dw1", dw1, "dw2", dw2)
print("dx", dx)
