# a recurrent net that should output the running sum of its inputs
import numpy as np

rng = np.random.default_rng(4)
hidden = 4
Wx = rng.normal(0, 0.4, (hidden, 1))
Wh = rng.normal(0, 0.4, (hidden, hidden))
Wy = rng.normal(0, 0.4, (1, hidden))
b = np.zeros((hidden, 1))
c = np.zeros((1, 1))

sequence = np.array([0.2, -0.1, 0.4, 0.3])
wanted = np.cumsum(sequence)
T = len(sequence)


def bptt():
    # forward through time
    h = {-1: np.zeros((hidden, 1))}
    y = {}
    loss = 0.0
    for t in range(T):
        a = Wx * sequence[t] + Wh @ h[t - 1] + b
        h[t] = np.tanh(a)
        y[t] = Wy @ h[t] + c
        loss += 0.5 * np.sum((y[t] - wanted[t]) ** 2)

    # backward through time
    dWx, dWh, dWy = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(Wy)
    db, dc = np.zeros_like(b), np.zeros_like(c)
    dh_next = np.zeros((hidden, 1))
    for t in range(T - 1, -1, -1):
        dy = y[t] - wanted[t]
        dWy += dy @ h[t].T
        dc += dy
        dh = Wy.T @ dy + dh_next
        da = dh * (1 - h[t] ** 2)
        dWx += da * sequence[t]
        dWh += da @ h[t - 1].T
        db += da
        dh_next = Wh.T @ da
    return loss, dWx, dWh, dWy, db, dc


for step in range(10):
    loss, dWx, dWh, dWy, db, dc = bptt()
    Wx -= 0.1 * dWx
    Wh -= 0.1 * dWh
    Wy -= 0.1 * dWy
    b -= 0.1 * db
    c -= 0.1 * dc
    print(step, round(loss, 5))
