import numpy as np

# an RNN unrolled by hand over two steps
Wx = np.array([[0.4, -0.3], [0.2, 0.5]])
Wh = np.array([[0.1, 0.6], [-0.7, 0.3]])
bh = np.array([0.05, -0.1])
Wy = np.array([1.5, -0.8])
x1 = np.array([1.0, 0.5])
x2 = np.array([-0.5, 2.0])
h0 = np.array([0.3, -0.2])
target = 0.4

r1 = Wx @ x1 + Wh @ h0 + bh
h1 = np.tanh(r1)
r2 = Wx @ x2 + Wh @ h1 + bh
h2 = np.tanh(r2)
y = Wy @ h2
loss = 0.5 * (y - target) ** 2

dy = y - target
dWy = dy * h2
dh2 = dy * Wy
dr2 = dh2 * (1 - h2**2)
dh1 = Wh.T @ dr2
dr1 = dh1 * (1 - h1**2)
dWx = np.outer(dr2, x2) + np.outer(dr1, x1)
dWh = np.outer(dr2, h1) + np.outer(dr1, h0)
dbh = dr2 + dr1
dh0 = Wh.T @ dr1
dx1, dx2 = Wx.T @ dr1, Wx.T @ dr2
print(dWx)
print(dWh)
print(dWy, dbh, dh0)
