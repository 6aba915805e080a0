# Chapter 9 again, with my own numbers: one neuron, three inputs, ReLU

# forward pass
x = [2.0, -1.5, 0.5]  # inputs
w = [0.4, -1.0, 1.2]  # weights
b = -0.3  # bias

xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]
print(xw0, xw1, xw2, b)

z = xw0 + xw1 + xw2 + b
print(z)

y = max(z, 0)
print(y)

# backward pass
# the derivative that comes from the next layer
dvalue = 1.0

# ReLU
drelu_dz = dvalue * (1. if z > 0 else 0.)
print(drelu_dz)

# the sum
dsum_dxw0 = 1
dsum_dxw1 = 1
dsum_dxw2 = 1
dsum_db = 1
drelu_dxw0 = drelu_dz * dsum_dxw0
drelu_dxw1 = drelu_dz * dsum_dxw1
drelu_dxw2 = drelu_dz * dsum_dxw2
drelu_db = drelu_dz * dsum_db

# the multiplications
dmul_dx0 = w[0]
dmul_dx1 = w[1]
dmul_dx2 = w[2]
dmul_dw0 = x[0]
dmul_dw1 = x[1]
dmul_dw2 = x[2]

dx = [drelu_dxw0 * dmul_dx0, drelu_dxw1 * dmul_dx1, drelu_dxw2 * dmul_dx2]
dw = [drelu_dxw0 * dmul_dw0, drelu_dxw1 * dmul_dw1, drelu_dxw2 * dmul_dw2]
db = drelu_db
print(dx, dw, db)

# one step
w[0] += -0.01 * dw[0]
w[1] += -0.01 * dw[1]
w[2] += -0.01 * dw[2]
b += -0.01 * db
print(w, b)
