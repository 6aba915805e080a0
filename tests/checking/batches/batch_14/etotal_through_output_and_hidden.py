# The step by step example with two inputs, two hidden and two output neurons,
# typed in with other weights
import math

def logistic(net):
    return 1 / (1 + math.exp(-net))

i1, i2 = 0.05, 0.10
target_o1, target_o2 = 0.20, 0.85
w1, w2, w3, w4 = 0.35, -0.15, 0.45, 0.25
w5, w6, w7, w8 = 0.60, 0.40, -0.30, 0.55
b1, b2 = 0.30, 0.50

# forward pass
net_h1 = w1 * i1 + w2 * i2 + b1
net_h2 = w3 * i1 + w4 * i2 + b1
out_h1 = logistic(net_h1)
out_h2 = logistic(net_h2)
net_o1 = w5 * out_h1 + w6 * out_h2 + b2
net_o2 = w7 * out_h1 + w8 * out_h2 + b2
out_o1 = logistic(net_o1)
out_o2 = logistic(net_o2)
E_o1 = 0.5 * (target_o1 - out_o1) ** 2
E_o2 = 0.5 * (target_o2 - out_o2) ** 2
E_total = E_o1 + E_o2
print("E_total", E_total)

# output layer
dE_dout_o1 = -(target_o1 - out_o1)
dE_dout_o2 = -(target_o2 - out_o2)
dout_dnet_o1 = out_o1 * (1 - out_o1)
dout_dnet_o2 = out_o2 * (1 - out_o2)
dE_dnet_o1 = dE_dout_o1 * dout_dnet_o1
dE_dnet_o2 = dE_dout_o2 * dout_dnet_o2
dE_dw5 = dE_dnet_o1 * out_h1
dE_dw6 = dE_dnet_o1 * out_h2
dE_dw7 = dE_dnet_o2 * out_h1
dE_dw8 = dE_dnet_o2 * out_h2

# hidden layer: each hidden neuron feeds both outputs
dE_dout_h1 = dE_dnet_o1 * w5 + dE_dnet_o2 * w7
dE_dout_h2 = dE_dnet_o1 * w6 + dE_dnet_o2 * w8
dE_dnet_h1 = dE_dout_h1 * out_h1 * (1 - out_h1)
dE_dnet_h2 = dE_dout_h2 * out_h2 * (1 - out_h2)
dE_dw1 = dE_dnet_h1 * i1
dE_dw2 = dE_dnet_h1 * i2
dE_dw3 = dE_dnet_h2 * i1
dE_dw4 = dE_dnet_h2 * i2

eta = 0.5
w1, w2 = w1 - eta * dE_dw1, w2 - eta * dE_dw2
w3, w4 = w3 - eta * dE_dw3, w4 - eta * dE_dw4
w5, w6 = w5 - eta * dE_dw5, w6 - eta * dE_dw6
w7, w8 = w7 - eta * dE_dw7, w8 - eta * dE_dw8
print(w1, w2, w3, w4)
print(w5, w6, w7, w8)
