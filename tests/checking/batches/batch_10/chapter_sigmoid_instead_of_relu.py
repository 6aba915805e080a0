import math

# Forward pass
x = [0.5, -1.5, 2.0]  # inputs
w = [1.0, -0.5, -1.5]  # weights
b = 0.75  # bias

# Multiplying inputs by weights
xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]

# Adding weighted inputs and a bias
z = xw0 + xw1 + xw2 + b

# Sigmoid activation function instead of ReLU
y = 1 / (1 + math.exp(-z))
print(y)

# Backward pass

# The derivative from the next layer
dvalue = 1.0

# Derivative of sigmoid and the chain rule
dsigmoid_dz = dvalue * y * (1 - y)
print(dsigmoid_dz)

# Partial derivatives of the sum, the chain rule
dsum_dxw0 = 1
dsum_dxw1 = 1
dsum_dxw2 = 1
dsum_db = 1
dsigmoid_dxw0 = dsigmoid_dz * dsum_dxw0
dsigmoid_dxw1 = dsigmoid_dz * dsum_dxw1
dsigmoid_dxw2 = dsigmoid_dz * dsum_dxw2
dsigmoid_db = dsigmoid_dz * dsum_db
print(dsigmoid_dxw0, dsigmoid_dxw1, dsigmoid_dxw2, dsigmoid_db)

# Partial derivatives of the multiplication, the chain rule
dmul_dx0 = w[0]
dmul_dx1 = w[1]
dmul_dx2 = w[2]
dmul_dw0 = x[0]
dmul_dw1 = x[1]
dmul_dw2 = x[2]

dsigmoid_dx0 = dsigmoid_dxw0 * dmul_dx0
dsigmoid_dw0 = dsigmoid_dxw0 * dmul_dw0
dsigmoid_dx1 = dsigmoid_dxw1 * dmul_dx1
dsigmoid_dw1 = dsigmoid_dxw1 * dmul_dw1
dsigmoid_dx2 = dsigmoid_dxw2 * dmul_dx2
dsigmoid_dw2 = dsigmoid_dxw2 * dmul_dw2

dx = [dsigmoid_dx0, dsigmoid_dx1, dsigmoid_dx2]  # gradients on inputs
dw = [dsigmoid_dw0, dsigmoid_dw1, dsigmoid_dw2]  # gradients on weights
db = dsigmoid_db  # gradient on bias...just 1 bias here.
print(dx, dw, db)
