import numpy as np

x = np.array([1.0, -0.5, 2.0, 0.3, -1.2, 0.8])
k = np.array([0.5, -1.0, 0.25])
bias = 0.1
n_out = len(x) - len(k) + 1

y = np.zeros(n_out)
for i in range(n_out):
    y[i] = np.sum(x[i : i + 3] * k) + bias
act = np.maximum(y, 0)
loss = np.sum(act**2)

dact = 2 * act
dy = dact * (y > 0)
dk = np.zeros_like(k)
dx = np.zeros_like(x)
dbias = 0.0
for i in range(n_out):
    dk += dy[i] * x[i : i + 3]
    dx[i : i + 3] += dy[i] * k
    dbias += dy[i]
print(dk)
print(dx)
print(dbias)
