import numpy as np

rng = np.random.default_rng(9)
Wx = rng.normal(size=(3, 2)) * 0.5
Wh = rng.normal(size=(3, 3)) * 0.5
v = rng.normal(size=3)
seq = rng.normal(size=(3, 2))
goal = 0.4

s0 = np.zeros(3)
s1 = np.tanh(Wx @ seq[0] + Wh @ s0)
s2 = np.tanh(Wx @ seq[1] + Wh @ s1)
s3 = np.tanh(Wx @ seq[2] + Wh @ s2)
out = v @ s3
err = 0.5 * (out - goal) ** 2

dout = out - goal
dv = dout * s3
ds3 = dout * v
da3 = ds3 * (1 - s3**2)
ds2 = Wh.T @ da3
da2 = ds2 * (1 - s2**2)
ds1 = Wh.T @ da2
da1 = ds1 * (1 - s1**2)
dWh = np.outer(da3, s2) + np.outer(da2, s1) + np.outer(da1, s0)
dWx = np.outer(da3, seq[2]) + np.outer(da2, seq[1]) + np.outer(da1, seq[0])
print(err, dv)
print(dWh)
