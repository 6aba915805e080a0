# Mazur-like numbers, other ones: everything printed with 4 places
import math

i1, i2 = 0.10, 0.20
w1, w2, w3, w4 = 0.30, 0.35, 0.40, 0.45
w5, w6 = 0.55, 0.65
b1, b2 = 0.25, 0.5
t = 0.2


def sig(v):
    return 1 / (1 + math.exp(-v))


net1 = w1 * i1 + w2 * i2 + b1
o1 = sig(net1)
net2 = w3 * i1 + w4 * i2 + b1
o2 = sig(net2)
net3 = w5 * o1 + w6 * o2 + b2
o3 = sig(net3)
E = 0.5 * (t - o3) ** 2

dE_do3 = round(o3 - t, 4)
do3_dnet3 = round(o3 * (1 - o3), 4)
dE_dnet3 = round(dE_do3 * do3_dnet3, 4)
dE_dw5 = round(dE_dnet3 * o1, 4)
dE_dw6 = round(dE_dnet3 * o2, 4)
dE_do1 = round(dE_dnet3 * w5, 4)
dE_do2 = round(dE_dnet3 * w6, 4)
do1_dnet1 = round(o1 * (1 - o1), 4)
do2_dnet2 = round(o2 * (1 - o2), 4)
dE_dw1 = round(dE_do1 * do1_dnet1 * i1, 4)
dE_dw2 = round(dE_do1 * do1_dnet1 * i2, 4)
dE_dw3 = round(dE_do2 * do2_dnet2 * i1, 4)
dE_dw4 = round(dE_do2 * do2_dnet2 * i2, 4)
print(dE_dw1, dE_dw2, dE_dw3, dE_dw4, dE_dw5, dE_dw6)
