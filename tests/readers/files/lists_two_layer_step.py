# 2-2-2 network, one step, every number by hand (and no NumPy)
import math

i1, i2 = 0.05, 0.10
w1, w2, w3, w4 = 0.15, 0.20, 0.25, 0.30
w5, w6, w7, w8 = 0.40, 0.45, 0.50, 0.55
b1, b2 = 0.35, 0.60
target_o1, target_o2 = 0.01, 0.99
lr = 0.5


def logistic(net):
    return 1 / (1 + math.exp(-net))


# the forward pass
net_h1 = w1 * i1 + w2 * i2 + b1
net_h2 = w3 * i1 + w4 * i2 + b1
out_h1 = logistic(net_h1)
out_h2 = logistic(net_h2)
net_o1 = w5 * out_h1 + w6 * out_h2 + b2
net_o2 = w7 * out_h1 + w8 * out_h2 + b2
out_o1 = logistic(net_o1)
out_o2 = logistic(net_o2)

# the total error
E_o1 = 0.5 * (target_o1 - out_o1) ** 2
E_o2 = 0.5 * (target_o2 - out_o2) ** 2
E_total = E_o1 + E_o2
print("E_total =", E_total)

# the backwards pass: output layer
dE_dout_o1 = -(target_o1 - out_o1)
dE_dout_o2 = -(target_o2 - out_o2)
dE_dnet_o1 = dE_dout_o1 * out_o1 * (1 - out_o1)
dE_dnet_o2 = dE_dout_o2 * out_o2 * (1 - out_o2)
dE_dw5 = dE_dnet_o1 * out_h1
dE_dw6 = dE_dnet_o1 * out_h2
dE_dw7 = dE_dnet_o2 * out_h1
dE_dw8 = dE_dnet_o2 * out_h2

# hidden layer
dE_dout_h1 = dE_dnet_o1 * w5 + dE_dnet_o2 * w7
dE_dout_h2 = dE_dnet_o1 * w6 + dE_dnet_o2 * w8
dE_dnet_h1 = dE_dout_h1 * out_h1 * (1 - out_h1)
dE_dnet_h2 = dE_dout_h2 * out_h2 * (1 - out_h2)
dE_dw1 = dE_dnet_h1 * i1
dE_dw2 = dE_dnet_h1 * i2
dE_dw3 = dE_dnet_h2 * i1
dE_dw4 = dE_dnet_h2 * i2

# new weights; the old ones stay until all are known
new_w1 = w1 - lr * dE_dw1
new_w2 = w2 - lr * dE_dw2
new_w3 = w3 - lr * dE_dw3
new_w4 = w4 - lr * dE_dw4
new_w5 = w5 - lr * dE_dw5
new_w6 = w6 - lr * dE_dw6
new_w7 = w7 - lr * dE_dw7
new_w8 = w8 - lr * dE_dw8
print("w5+ =", round(new_w5, 8), "w6+ =", round(new_w6, 8), "w7+ =", round(new_w7, 8), "w8+ =", round(new_w8, 8))
print("w1+ =", round(new_w1, 8), "w2+ =", round(new_w2, 8), "w3+ =", round(new_w3, 8), "w4+ =", round(new_w4, 8))
