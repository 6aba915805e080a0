import numpy as np


def huber_grad(r, k=1.0):
    if abs(r) <= k:
        return r
    if r > 0:
        return k
    return -k


def huber(r, k=1.0):
    if abs(r) <= k:
        return 0.5 * r * r
    return k * (abs(r) - 0.5 * k)


xs = [0.0, 1.0, 2.0, 3.0]
ys = [0.2, 0.9, 5.5, 1.0]
slope, offset = 0.9, 0.1
loss = 0.0
d_slope = 0.0
d_offset = 0.0
for x, y in zip(xs, ys):
    r = slope * x + offset - y
    loss += huber(r)
    d_r = huber_grad(r)
    d_slope += d_r * x
    d_offset += d_r
print(loss, d_slope, d_offset)
