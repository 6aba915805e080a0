import numpy as np

# row vectors on the left, column weights: y = x W
x = np.array([[0.3, -0.8]])
W = np.array([[0.5, 0.1], [-0.6, 0.9]])
b = np.array([[0.0, 0.2]])
t = np.array([[1.0, 0.0]])

net = x @ W + b
y = 1 / (1 + np.exp(-net))
cost = np.sum(0.5 * (y - t) ** 2)

dcost_dy = y - t
dy_dnet = y * (1 - y)
dcost_dnet = dcost_dy * dy_dnet
dcost_dW = x.T @ dcost_dnet
dcost_db = dcost_dnet
dcost_dx = dcost_dnet @ W.T

# the same as column vectors
W_col = W.T
net_col = W_col @ x.T + b.T
y_col = 1 / (1 + np.exp(-net_col))
cost_col = np.sum(0.5 * (y_col - t.T) ** 2)
delta_col = (y_col - t.T) * y_col * (1 - y_col)
dW_col = delta_col @ x
db_col = delta_col
dx_col = W_col.T @ delta_col
print(np.allclose(dW_col.T, dcost_dW))
