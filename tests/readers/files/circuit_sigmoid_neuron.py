import math

w = [2.0, -3.0, -3.0] # some weights, the last one is the bias
x = [-1.0, -2.0]
unused = [[0.1, 0.2], [0.3, 0.4]]

# forward pass
dot = w[0]*x[0] + w[1]*x[1] + w[2]
f = 1.0 / (1 + math.exp(-dot)) # sigmoid function

# backward pass through the neuron
ddot = (1 - f) * f # gradient on dot variable, using the sigmoid gradient derivation
dx = [w[0] * ddot, w[1] * ddot] # backprop into x
dw = [x[0] * ddot, x[1] * ddot, 1.0 * ddot] # backprop into w
# we're done! we have the gradients on the inputs to the circuit
print("f = %.4f" % f)
print("dx", dx)
print("dw", dw)
