# the worked example, rounded to three places as on paper
from math import exp

i1, i2 = 0.35, 0.9
w1, w2 = 0.1, 0.8
out_target = 0.5

net = i1 * w1 + i2 * w2
out = 1 / (1 + exp(-net))
err = (out_target - out) ** 2 / 2

d_err_out = round(out - out_target, 3)
d_out_net = round(out * (1 - out), 3)
d_err_net = round(d_err_out * d_out_net, 3)
d_err_w1 = round(d_err_net * i1, 3)
d_err_w2 = round(d_err_net * i2, 3)
print(d_err_w1, d_err_w2)
