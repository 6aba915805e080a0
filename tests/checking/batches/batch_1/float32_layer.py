import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(4, 3)).astype(np.float32)
Y = rng.normal(size=(4, 2)).astype(np.float32)
W = rng.normal(size=(3, 2)).astype(np.float32)
b = np.zeros((2,), dtype=np.float32)

pred = X @ W + b
residual = pred - Y
loss = np.mean(np.sum(residual**2, axis=1), dtype=np.float32)

dpred = np.float32(2.0 / len(X)) * residual
dW = X.T @ dpred
db = dpred.sum(axis=0)
dX = dpred @ W.T
print(loss.dtype, dW.dtype)
print(dW, db)
