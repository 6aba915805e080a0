# A vanilla RNN that should output the sum of the numbers it has seen (BPTT by hand)
import numpy as np

np.random.seed(7)
hidden_size, T = 4, 5
Wxh = np.random.randn(hidden_size, 1) * 0.4
Whh = np.random.randn(hidden_size, hidden_size) * 0.4
Why = np.random.randn(1, hidden_size) * 0.4
bh = np.zeros((hidden_size, 1))
by = np.zeros((1, 1))

inputs = np.array([0.1, -0.3, 0.5, 0.2, -0.1])
targets = np.cumsum(inputs)

for epoch in range(4):
    # forward
    hs = {-1: np.zeros((hidden_size, 1))}
    ys = {}
    loss = 0
    for t in range(T):
        hs[t] = np.tanh(Wxh * inputs[t] + Whh @ hs[t-1] + bh)
        ys[t] = Why @ hs[t] + by
        loss += 0.5 * np.sum((ys[t] - targets[t]) ** 2)

    # backward through time
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros((hidden_size, 1))
    for t in reversed(range(T)):
        dy = ys[t] - targets[t]
        dWhy += dy @ hs[t].T
        dby += dy
        dh = Why.T @ dy + dhnext
        dhraw = (1 - hs[t] ** 2) * dh
        dbh += dhraw
        dWxh += dhraw * inputs[t]
        dWhh += dhraw @ hs[t-1].T
        dhnext = Whh.T @ dhraw

    print("epoch", epoch, "loss", loss)
    for param, dparam in zip([Wxh, Whh, Why, bh, by], [dWxh, dWhh, dWhy, dbh, dby]):
        param -= 0.1 * dparam
