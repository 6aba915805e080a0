# network: 2 inputs -> 2 hidden sigmoid -> 1 linear output, no libraries
# naming: w1_1 is the first edge of layer one ... dL_db2_1 is dL / d(first bias of layer two)
from math import exp

def sigma(t):
    return 1 / (1 + exp(-t))

x1, x2 = 0.6, -0.1
y = 0.9

w1_1, w1_2, w1_3, w1_4 = 0.2, -0.7, 0.5, 0.3
b1_1, b1_2 = 0.1, -0.2
w2_1, w2_2 = 1.3, -0.8
b2_1 = 0.05

for epoch in range(2):
    # forward
    h1_in = w1_1 * x1 + w1_2 * x2 + b1_1
    h2_in = w1_3 * x1 + w1_4 * x2 + b1_2
    h1 = sigma(h1_in)
    h2 = sigma(h2_in)
    o = w2_1 * h1 + w2_2 * h2 + b2_1
    L = (o - y) ** 2

    # output layer
    dL_do = 2 * (o - y)
    dL_dw2_1 = dL_do * h1
    dL_dw2_2 = dL_do * h2
    dL_db2_1 = dL_do

    # hidden layer
    dL_dh1 = dL_do * w2_1
    dL_dh2 = dL_do * w2_2
    dh1_dh1_in = h1 * (1 - h1)
    dh2_dh2_in = h2 * (1 - h2)

    dL_dw1_1 = dL_dh1 * dh1_dh1_in * x1
    dL_dw1_2 = dL_dh1 * dh1_dh1_in * x2
    dL_dw1_3 = dL_dh2 * dh2_dh2_in * x1
    dL_dw1_4 = dL_dh2 * dh2_dh2_in * x2
    dL_db1_1 = dL_dh1 * dh1_dh1_in
    dL_db1_2 = dL_dh2 * dh2_dh2_in

    lr = 0.5
    w1_1 -= lr * dL_dw1_1
    w1_2 -= lr * dL_dw1_2
    w1_3 -= lr * dL_dw1_3
    w1_4 -= lr * dL_dw1_4
    b1_1 -= lr * dL_db1_1
    b1_2 -= lr * dL_db1_2
    w2_1 -= lr * dL_dw2_1
    w2_2 -= lr * dL_dw2_2
    b2_1 -= lr * dL_db2_1
    print(epoch, L)
