# a network without numpy: 2 inputs, 2 hidden, 1 output
from math import exp

x = [0.05, 0.10]
w_hidden = [[0.15, 0.20], [0.25, 0.30]]
w_out = [0.40, 0.45]
target = 0.9


def logistic(v):
    return 1.0 / (1.0 + exp(-v))


net_h = [sum(w * xi for w, xi in zip(row, x)) + 0.35 for row in w_hidden]
out_h = [logistic(n) for n in net_h]
net_o = sum(w * h for w, h in zip(w_out, out_h)) + 0.60
out_o = logistic(net_o)
error = 0.5 * (target - out_o) ** 2

derror_douto = -(target - out_o)
douto_dneto = out_o * (1 - out_o)
delta_o = derror_douto * douto_dneto

grad_w_out = [0.0, 0.0]
grad_out_h = [0.0, 0.0]
for j in range(2):
    grad_w_out[j] = delta_o * out_h[j]
    grad_out_h[j] = delta_o * w_out[j]

grad_w_hidden = [[0.0, 0.0], [0.0, 0.0]]
for j in range(2):
    for i in range(2):
        grad_w_hidden[j][i] = grad_out_h[j] * out_h[j] * (1 - out_h[j]) * x[i]

print(grad_w_out)
print(grad_w_hidden)
