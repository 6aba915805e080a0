import numpy as np

rng = np.random.default_rng(8)
x = rng.normal(size=(4, 4))
W = rng.normal(size=(4, 4))
keep = 0.8
mask = (rng.random((4, 4)) < keep) / keep
V = rng.normal(size=(4, 4))

pre = x @ W
act = np.maximum(pre, 0)
dropped = act * mask
out = dropped @ V
loss = np.sum(out**2) / 2

dout = out
dV = dropped.T @ dout
ddropped = dout @ V.T
dact = ddropped * mask
dpre = dact.copy()
dpre[pre < 0] = 0
dW = x.T @ dpre
dx = dpre @ W.T
print(dW)
print(dV.T)
