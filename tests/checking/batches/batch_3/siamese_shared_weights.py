import numpy as np

# one layer, used twice: its gradients add up
W = np.array([[0.5, -0.2], [0.1, 0.8]])
p = np.array([1.0, 2.0])
q = np.array([-0.5, 1.5])

hp = np.tanh(p @ W)
hq = np.tanh(q @ W)
gap = hp - hq
energy = np.sum(gap**2)

dgap = 2 * gap
dhp = dgap
dhq = -dgap
dsp = dhp * (1 - hp**2)
dsq = dhq * (1 - hq**2)
dW = np.outer(p, dsp)
dW += np.outer(q, dsq)
dp = W @ dsp
dq = W @ dsq
print(dW)
print(dp, dq)
