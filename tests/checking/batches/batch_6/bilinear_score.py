import numpy as np

np.random.seed(21)
q = np.random.randn(3)
key = np.random.randn(4)
M = np.random.randn(3, 4)
wish = 0.5

Mk = M @ key
score = q @ Mk
gate = 1 / (1 + np.exp(-score))
cost = (gate - wish) ** 2

dcost_dgate = 2 * (gate - wish)
dgate_dscore = gate * (1 - gate)
dcost_dscore = dcost_dgate * dgate_dscore
dcost_dq = dcost_dscore * Mk
dcost_dMk = dcost_dscore * q
dcost_dM = np.outer(dcost_dMk, key)
dcost_dkey = M.T @ dcost_dMk
print(cost)
print(dcost_dM)
