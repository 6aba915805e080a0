# the same neuron at three inputs, each pass by hand
import math

w, b = 0.7, -0.1

# pass 1
x1 = 0.5
z1 = w * x1 + b
y1 = math.tanh(z1)
dy1_dz1 = 1 - y1**2
dy1_dw = dy1_dz1 * x1
dy1_db = dy1_dz1

# pass 2
x2 = -1.5
z2 = w * x2 + b
y2 = math.tanh(z2)
dy2_dz2 = 1 - y2**2
dy2_dw = dy2_dz2 * x2
dy2_db = dy2_dz2

# pass 3, with the gradient of a next layer
x3 = 2.0
z3 = w * x3 + b
y3 = math.tanh(z3)
dvalue = -2.0
dy3_dz3 = dvalue * (1 - y3**2)
dy3_dw = dy3_dz3 * x3
dy3_db = dy3_dz3
print(dy1_dw, dy2_dw, dy3_dw)
print(dy1_db, dy2_db, dy3_db)
