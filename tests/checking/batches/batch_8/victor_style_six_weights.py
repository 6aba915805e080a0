import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def deriv_sigmoid(x):
    fx = sigmoid(x)
    return fx * (1 - fx)


x = np.array([-2.0, -1.0])
y_true = 1
w1, w2, w3, w4, w5, w6 = 0.5, -0.3, 0.8, 0.1, -0.7, 0.9
b1, b2, b3 = 0.1, 0.0, -0.2

sum_h1 = w1 * x[0] + w2 * x[1] + b1
h1 = sigmoid(sum_h1)
sum_h2 = w3 * x[0] + w4 * x[1] + b2
h2 = sigmoid(sum_h2)
sum_o1 = w5 * h1 + w6 * h2 + b3
o1 = sigmoid(sum_o1)
y_pred = o1
L = (y_true - y_pred) ** 2

d_L_d_ypred = -2 * (y_true - y_pred)
# Neuron o1
d_ypred_d_w5 = h1 * deriv_sigmoid(sum_o1)
d_ypred_d_w6 = h2 * deriv_sigmoid(sum_o1)
d_ypred_d_b3 = deriv_sigmoid(sum_o1)
d_ypred_d_h1 = w5 * deriv_sigmoid(sum_o1)
d_ypred_d_h2 = w6 * deriv_sigmoid(sum_o1)
# Neuron h1
d_h1_d_w1 = x[0] * deriv_sigmoid(sum_h1)
d_h1_d_w2 = x[1] * deriv_sigmoid(sum_h1)
d_h1_d_b1 = deriv_sigmoid(sum_h1)
# Neuron h2
d_h2_d_w3 = x[0] * deriv_sigmoid(sum_h2)
d_h2_d_w4 = x[1] * deriv_sigmoid(sum_h2)

w1 -= 0.1 * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_w1
w2 -= 0.1 * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_w2
b1 -= 0.1 * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_b1
w3 -= 0.1 * d_L_d_ypred * d_ypred_d_h2 * d_h2_d_w3
w4 -= 0.1 * d_L_d_ypred * d_ypred_d_h2 * d_h2_d_w4
w5 -= 0.1 * d_L_d_ypred * d_ypred_d_w5
w6 -= 0.1 * d_L_d_ypred * d_ypred_d_w6
b3 -= 0.1 * d_L_d_ypred * d_ypred_d_b3
print(w1, w2, w3, w4, w5, w6)
