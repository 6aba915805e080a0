import numpy as np

rng = np.random.default_rng(55)
q = rng.normal(size=3)
K = rng.normal(size=(4, 3))
V = rng.normal(size=(4, 3))

scores = K @ q / np.sqrt(3)
e = np.exp(scores - scores.max())
att = e / e.sum()
ctx = att @ V
obj = np.sum(ctx**2)

dctx = 2 * ctx
datt = V @ dctx
dV = np.outer(att, dctx)
dscores = att * (datt - np.sum(att * datt))
dK = np.outer(dscores, q) / np.sqrt(3)
dq = K.T @ dscores / np.sqrt(3)
print(dq)
print(dK)
print(dV)
