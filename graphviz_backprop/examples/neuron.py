"""One neuron with three inputs: its forward pass, and its backward pass by hand."""

# The input, the weights and the bias of the neuron in Neural Networks from Scratch, chapter 9.
x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0

# Forward: each input times its weight, their sum with the bias, and the activation.
xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]
z = xw0 + xw1 + xw2 + b
y = max(z, 0)

# Backward: what the next layer hands back, times one local derivative after another.
dvalue = 1.0
drelu_dz = dvalue * (1.0 if z > 0 else 0.0)

drelu_dxw0 = drelu_dz * 1.0
drelu_dxw1 = drelu_dz * 1.0
drelu_dxw2 = drelu_dz * 1.0
drelu_db = drelu_dz * 1.0

drelu_dx0 = drelu_dxw0 * w[0]
drelu_dw0 = drelu_dxw0 * x[0]
drelu_dx1 = drelu_dxw1 * w[1]
drelu_dw1 = drelu_dxw1 * x[1]
drelu_dx2 = drelu_dxw2 * w[2]
drelu_dw2 = drelu_dxw2 * x[2]
