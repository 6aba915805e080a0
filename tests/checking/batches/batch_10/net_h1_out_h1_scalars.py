from math import exp

# 2-2-2 network, one training example, all as plain numbers
i1, i2 = 0.1, 0.3
w1, w2, w3, w4 = 0.2, -0.15, 0.35, 0.4
w5, w6, w7, w8 = 0.5, -0.45, 0.6, 0.25
b1, b2 = 0.3, 0.5
target_o1, target_o2 = 0.05, 0.95
eta = 0.5

# ---------------- forward ----------------
net_h1 = w1 * i1 + w2 * i2 + b1
net_h2 = w3 * i1 + w4 * i2 + b1
out_h1 = 1 / (1 + exp(-net_h1))
out_h2 = 1 / (1 + exp(-net_h2))

net_o1 = w5 * out_h1 + w6 * out_h2 + b2
net_o2 = w7 * out_h1 + w8 * out_h2 + b2
out_o1 = 1 / (1 + exp(-net_o1))
out_o2 = 1 / (1 + exp(-net_o2))

E_o1 = (target_o1 - out_o1) ** 2 / 2
E_o2 = (target_o2 - out_o2) ** 2 / 2
E_total = E_o1 + E_o2
print("E_total", E_total)

# ---------------- backward: output layer ----------------
dE_dout_o1 = out_o1 - target_o1
dE_dout_o2 = out_o2 - target_o2
dout_o1_dnet_o1 = out_o1 * (1 - out_o1)
dout_o2_dnet_o2 = out_o2 * (1 - out_o2)
delta_o1 = dE_dout_o1 * dout_o1_dnet_o1
delta_o2 = dE_dout_o2 * dout_o2_dnet_o2

dE_dw5 = delta_o1 * out_h1
dE_dw6 = delta_o1 * out_h2
dE_dw7 = delta_o2 * out_h1
dE_dw8 = delta_o2 * out_h2
dE_db2 = delta_o1 + delta_o2

# ---------------- backward: hidden layer ----------------
dE_dout_h1 = delta_o1 * w5 + delta_o2 * w7
dE_dout_h2 = delta_o1 * w6 + delta_o2 * w8
delta_h1 = dE_dout_h1 * out_h1 * (1 - out_h1)
delta_h2 = dE_dout_h2 * out_h2 * (1 - out_h2)

dE_dw1 = delta_h1 * i1
dE_dw2 = delta_h1 * i2
dE_dw3 = delta_h2 * i1
dE_dw4 = delta_h2 * i2
dE_db1 = delta_h1 + delta_h2

new_w5 = w5 - eta * dE_dw5
new_w1 = w1 - eta * dE_dw1
print(new_w1, new_w5, dE_dw2, dE_dw3, dE_dw4, dE_dw6, dE_dw7, dE_dw8, dE_db1, dE_db2)
