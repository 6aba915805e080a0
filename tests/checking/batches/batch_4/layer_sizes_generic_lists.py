import numpy as np

rng = np.random.default_rng(12)
sizes = [3, 3, 3, 1]
Ws = [rng.normal(size=(i, o)) * 0.7 for i, o in zip(sizes, sizes[1:])]
bs = [np.zeros(o) for o in sizes[1:]]
X = rng.normal(size=(3, 3))
Y = rng.normal(size=(3, 1))

acts = [X]
for W, b in zip(Ws, bs):
    acts.append(np.tanh(acts[-1] @ W + b))
loss = np.sum((acts[-1] - Y) ** 2)

dWs, dbs = [None] * 3, [None] * 3
d = 2 * (acts[-1] - Y)
for i in (2, 1, 0):
    d = d * (1 - acts[i + 1] ** 2)
    dWs[i] = acts[i].T @ d
    dbs[i] = d.sum(axis=0)
    d = d @ Ws[i].T
dX = d
print(loss)
print(dWs[0], dbs[0])
print(dWs[2].T, dbs[2])
print(dX)
