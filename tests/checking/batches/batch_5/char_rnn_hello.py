"""A tiny character RNN; the text is short enough to follow each step."""
import numpy as np

text = "hello"
vocab = sorted(set(text))
ix = {ch: i for i, ch in enumerate(vocab)}
V, H, T = len(vocab), 3, len(text) - 1
rs = np.random.RandomState(0)
Wxh = rs.randn(H, V) * 0.5
Whh = rs.randn(H, H) * 0.5
Why = rs.randn(V, H) * 0.5
bh, by = np.zeros((H, 1)), np.zeros((V, 1))
hprev = np.zeros((H, 1))

# forward over all characters
xs, hs, ys, ps = {}, {-1: hprev}, {}, {}
loss = 0.0
for t in range(T):
    xs[t] = np.zeros((V, 1))
    xs[t][ix[text[t]]] = 1
    hs[t] = np.tanh(Wxh @ xs[t] + Whh @ hs[t - 1] + bh)
    ys[t] = Why @ hs[t] + by
    ps[t] = np.exp(ys[t]) / np.sum(np.exp(ys[t]))
    loss += -np.log(ps[t][ix[text[t + 1]], 0])

# backward through time
dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
dbh, dby = np.zeros_like(bh), np.zeros_like(by)
dhnext = np.zeros_like(hprev)
for t in reversed(range(T)):
    dy = np.copy(ps[t])
    dy[ix[text[t + 1]]] -= 1
    dWhy += dy @ hs[t].T
    dby += dy
    dh = Why.T @ dy + dhnext
    dhraw = (1 - hs[t] * hs[t]) * dh
    dbh += dhraw
    dWxh += dhraw @ xs[t].T
    dWhh += dhraw @ hs[t - 1].T
    dhnext = Whh.T @ dhraw
print("loss", loss)
print(dWhh, dWhy)
print(dWxh, dbh, dby)
print(dhnext)
for dparam in (dWxh, dWhh, dWhy, dbh, dby):
    np.clip(dparam, -5, 5, out=dparam)
