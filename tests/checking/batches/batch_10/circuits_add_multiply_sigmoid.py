# simple circuits from the lecture notes, my numbers
import math

# ---------- f(x, y, z) = (x + y) * z ----------
x = -1.0; y = 4.0; z = -3.0

# forward pass
q = x + y
f = q * z

# backward pass, in reverse order:
# first through f = q * z
dfdz = q # df/dz = q
dfdq = z # df/dq = z
dqdx = 1.0
dqdy = 1.0
# then through q = x + y
dfdx = dfdq * dqdx # the multiplication here is the chain rule!
dfdy = dfdq * dqdy
print('df/dx, df/dy, df/dz:', dfdx, dfdy, dfdz)

# ---------- a sigmoid neuron ----------
w = [1.0, -2.0, 0.5] # random weights
u = [-0.5, 1.5]      # data

# forward
dot = w[0]*u[0] + w[1]*u[1] + w[2]
s = 1.0 / (1 + math.exp(-dot)) # sigmoid function

# backward
ddot = (1 - s) * s # gradient on dot
du = [w[0] * ddot, w[1] * ddot] # backprop into u
dw = [u[0] * ddot, u[1] * ddot, 1.0 * ddot] # backprop into w
print('du:', du)
print('dw:', dw)
