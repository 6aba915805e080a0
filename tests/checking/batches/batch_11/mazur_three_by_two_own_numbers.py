# Backpropagation worked by hand: 2 inputs, 2 hidden, 2 outputs
# (sigmoid everywhere, squared error with the one half)
import math


def logistic(net):
    return 1.0 / (1.0 + math.exp(-net))


i1, i2 = 0.2, 0.6
w1, w2, w3, w4 = 0.35, -0.15, 0.22, 0.48
w5, w6, w7, w8 = 0.7, -0.3, 0.12, 0.55
b1, b2 = 0.25, 0.4
target_o1, target_o2 = 0.1, 0.9
eta = 0.5

# --- the forward pass ---
net_h1 = w1 * i1 + w2 * i2 + b1
out_h1 = logistic(net_h1)
net_h2 = w3 * i1 + w4 * i2 + b1
out_h2 = logistic(net_h2)

net_o1 = w5 * out_h1 + w6 * out_h2 + b2
out_o1 = logistic(net_o1)
net_o2 = w7 * out_h1 + w8 * out_h2 + b2
out_o2 = logistic(net_o2)

E_o1 = 0.5 * (target_o1 - out_o1) ** 2
E_o2 = 0.5 * (target_o2 - out_o2) ** 2
E_total = E_o1 + E_o2
print("E_total =", E_total)

# --- the backwards pass: output layer ---
dE_dout_o1 = -(target_o1 - out_o1)
dE_dout_o2 = -(target_o2 - out_o2)
dout_o1_dnet_o1 = out_o1 * (1 - out_o1)
dout_o2_dnet_o2 = out_o2 * (1 - out_o2)
delta_o1 = dE_dout_o1 * dout_o1_dnet_o1
delta_o2 = dE_dout_o2 * dout_o2_dnet_o2

dE_dw5 = delta_o1 * out_h1
dE_dw6 = delta_o1 * out_h2
dE_dw7 = delta_o2 * out_h1
dE_dw8 = delta_o2 * out_h2

# --- hidden layer: both outputs send something back ---
dE_dout_h1 = delta_o1 * w5 + delta_o2 * w7
dE_dout_h2 = delta_o1 * w6 + delta_o2 * w8
delta_h1 = dE_dout_h1 * out_h1 * (1 - out_h1)
delta_h2 = dE_dout_h2 * out_h2 * (1 - out_h2)

dE_dw1 = delta_h1 * i1
dE_dw2 = delta_h1 * i2
dE_dw3 = delta_h2 * i1
dE_dw4 = delta_h2 * i2

w5_new = w5 - eta * dE_dw5
w6_new = w6 - eta * dE_dw6
w1_new = w1 - eta * dE_dw1
w4_new = w4 - eta * dE_dw4
print(round(w5_new, 6), round(w6_new, 6), round(w1_new, 6), round(w4_new, 6))
