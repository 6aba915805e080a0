from math import exp

i1, i2 = 0.3, 0.8
w1, w2, w3, w4 = 0.12, 0.33, -0.25, 0.4
w5, w6, w7, w8 = 0.5, -0.35, 0.6, 0.15
b1, b2 = 0.2, 0.45
target1, target2 = 0.05, 0.9


def logistic(net):
    return 1 / (1 + exp(-net))


# The forward pass
net_h1 = w1 * i1 + w2 * i2 + b1
net_h2 = w3 * i1 + w4 * i2 + b1
out_h1 = logistic(net_h1)
out_h2 = logistic(net_h2)
net_o1 = w5 * out_h1 + w6 * out_h2 + b2
net_o2 = w7 * out_h1 + w8 * out_h2 + b2
out_o1 = logistic(net_o1)
out_o2 = logistic(net_o2)
E_o1 = 0.5 * (target1 - out_o1) ** 2
E_o2 = 0.5 * (target2 - out_o2) ** 2
E_total = E_o1 + E_o2
print("E_total", E_total)

# Output layer
dE_dout_o1 = -(target1 - out_o1)
dout_o1_dnet_o1 = out_o1 * (1 - out_o1)
dE_dnet_o1 = dE_dout_o1 * dout_o1_dnet_o1
dE_dw5 = dE_dnet_o1 * out_h1
dE_dw6 = dE_dnet_o1 * out_h2

dE_dout_o2 = -(target2 - out_o2)
dout_o2_dnet_o2 = out_o2 * (1 - out_o2)
dE_dnet_o2 = dE_dout_o2 * dout_o2_dnet_o2
dE_dw7 = dE_dnet_o2 * out_h1
dE_dw8 = dE_dnet_o2 * out_h2
dE_db2 = dE_dnet_o1 + dE_dnet_o2

# Hidden layer, each hidden neuron goes into BOTH outputs
dE_dout_h1 = dE_dnet_o1 * w5 + dE_dnet_o2 * w7
dE_dout_h2 = dE_dnet_o1 * w6 + dE_dnet_o2 * w8
dE_dnet_h1 = dE_dout_h1 * out_h1 * (1 - out_h1)
dE_dnet_h2 = dE_dout_h2 * out_h2 * (1 - out_h2)
dE_dw1 = dE_dnet_h1 * i1
dE_dw2 = dE_dnet_h1 * i2
dE_dw3 = dE_dnet_h2 * i1
dE_dw4 = dE_dnet_h2 * i2
dE_db1 = dE_dnet_h1 + dE_dnet_h2

eta = 0.5
w1, w2, w3, w4 = w1 - eta * dE_dw1, w2 - eta * dE_dw2, w3 - eta * dE_dw3, w4 - eta * dE_dw4
w5, w6, w7, w8 = w5 - eta * dE_dw5, w6 - eta * dE_dw6, w7 - eta * dE_dw7, w8 - eta * dE_dw8
b1, b2 = b1 - eta * dE_db1, b2 - eta * dE_db2
print("new weights", w1, w2, w3, w4, w5, w6, w7, w8)
print("new biases", b1, b2)
