# one neuron, relu, like in the book but 4 inputs and my own numbers
x = [0.5, -1.5, 2.0, 1.2]
w = [1.4, -0.6, 0.3, -0.8]
b = 0.25

# forward
xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]
xw3 = x[3] * w[3]
z = xw0 + xw1 + xw2 + xw3 + b
y = max(z, 0)
print("before:", z, y)

# backward, the next layer sends this (I just picked something)
dvalue = 1.5

drelu_dz = dvalue * (1.0 if z > 0 else 0.0)

# sum: every partial derivative is 1
dsum_dxw0 = 1
dsum_dxw1 = 1
dsum_dxw2 = 1
dsum_dxw3 = 1
dsum_db = 1
drelu_dxw0 = drelu_dz * dsum_dxw0
drelu_dxw1 = drelu_dz * dsum_dxw1
drelu_dxw2 = drelu_dz * dsum_dxw2
drelu_dxw3 = drelu_dz * dsum_dxw3
drelu_db = drelu_dz * dsum_db

# products: the other factor
dmul_dx0 = w[0]
dmul_dx2 = w[2]
dmul_dw0 = x[0]
dmul_dw1 = x[1]
dmul_dw2 = x[2]
dmul_dw3 = x[3]
drelu_dx0 = drelu_dxw0 * dmul_dx0
drelu_dx2 = drelu_dxw2 * dmul_dx2
drelu_dw0 = drelu_dxw0 * dmul_dw0
drelu_dw1 = drelu_dxw1 * dmul_dw1
drelu_dw2 = drelu_dxw2 * dmul_dw2
drelu_dw3 = drelu_dxw3 * dmul_dw3

dw = [drelu_dw0, drelu_dw1, drelu_dw2, drelu_dw3]
print(dw, drelu_db)

w = [w[i] - 0.01 * dw[i] for i in range(4)]
b = b - 0.01 * drelu_db

z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + x[3] * w[3] + b
y = max(z, 0)
print("after:", z, y)  # smaller, good
