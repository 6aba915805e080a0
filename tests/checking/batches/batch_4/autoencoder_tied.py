import numpy as np

rng = np.random.default_rng(88)
X = rng.normal(size=(4, 3))
W = rng.normal(size=(3, 3)) * 0.6
b = np.zeros(3)
c = np.zeros(3)

pre = X @ W + b
code = np.tanh(pre)
rec = code @ W.T + c
loss = 0.5 * np.sum((rec - X) ** 2) / 4

drec = (rec - X) / 4
dc = drec.sum(axis=0)
dcode = drec @ W
dpre = dcode * (1 - code**2)
db = dpre.sum(axis=0)
dW_enc = X.T @ dpre
dW_dec = drec.T @ code
dW = dW_enc + dW_dec
print(loss)
print(dW)
print(db, dc)
