# the delta rule, one sample at a time, pure Python
import math
import random

random.seed(7)
data = [((0.0, 0.0), 0.0), ((0.0, 1.0), 1.0), ((1.0, 0.0), 1.0), ((1.0, 1.0), 1.0)]
w = [random.uniform(-1, 1) for _ in range(2)]
theta = random.uniform(-1, 1)
eta = 0.8

for sweep in range(4):
    sweep_error = 0.0
    for (p, q), wanted in data:
        net = p * w[0] + q * w[1] + theta
        got = 1 / (1 + math.exp(-net))
        err = 0.5 * (wanted - got) ** 2
        sweep_error += err
        dnet = -(wanted - got) * got * (1 - got)
        dw = [dnet * p, dnet * q]
        dtheta = dnet
        w = [wi - eta * dwi for wi, dwi in zip(w, dw)]
        theta -= eta * dtheta
    print(sweep, round(sweep_error, 4))
