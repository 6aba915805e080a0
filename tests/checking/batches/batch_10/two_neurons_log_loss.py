"""Two neurons in a row, binary cross entropy, every derivative spelled out."""
import math


def sigmoid(t):
    return 1.0 / (1.0 + math.exp(-t))


# input, label
x, y = 1.8, 1

# parameters
w1, b1 = 0.6, -0.2
w2, b2 = -1.1, 0.3

# ---- forward ----
z1 = w1 * x + b1
h = sigmoid(z1)
z2 = w2 * h + b2
p = sigmoid(z2)
L = -(y * math.log(p) + (1 - y) * math.log(1 - p))
print("loss", round(L, 5))

# ---- backward ----
d_L_d_p = -y / p + (1 - y) / (1 - p)
d_p_d_z2 = p * (1 - p)
d_L_d_z2 = d_L_d_p * d_p_d_z2  # should equal p - y
assert abs(d_L_d_z2 - (p - y)) < 1e-12

# second neuron
d_z2_d_w2 = h
d_z2_d_b2 = 1
d_z2_d_h = w2
d_L_d_w2 = d_L_d_z2 * d_z2_d_w2
d_L_d_b2 = d_L_d_z2 * d_z2_d_b2
d_L_d_h = d_L_d_z2 * d_z2_d_h

# first neuron
d_h_d_z1 = h * (1 - h)
d_L_d_z1 = d_L_d_h * d_h_d_z1
d_L_d_w1 = d_L_d_z1 * x
d_L_d_b1 = d_L_d_z1

for name, grad in [("w1", d_L_d_w1), ("b1", d_L_d_b1), ("w2", d_L_d_w2), ("b2", d_L_d_b2)]:
    print(name, round(grad, 6))
