import numpy as np

u = np.array([0.6, -0.2, 1.0])
v = np.array([-0.1, 0.4, 0.3])
W = np.array([[0.5, -0.3, 0.2], [0.1, 0.9, -0.7], [0.3, 0.2, 0.6]])
margin = 2.0

pu = W @ u
pv = W @ v
diff = pu - pv
sq = diff @ diff
dist = np.sqrt(sq)
slack = np.maximum(0, margin - dist)
loss = slack**2

d_slack = 2 * slack
d_dist = -d_slack * (margin - dist > 0)
d_sq = d_dist * 0.5 / dist
d_diff = d_sq * 2 * diff
d_pu = d_diff
d_pv = -d_diff
d_W = np.outer(d_pu, u) + np.outer(d_pv, v)
d_u = W.T @ d_pu
d_v = W.T @ d_pv
print(loss, d_u, d_v)
print(d_W)
