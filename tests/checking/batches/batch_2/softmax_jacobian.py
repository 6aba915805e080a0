import numpy as np

logits = np.array([1.0, 2.0, 0.5])
label = np.array([0.0, 1.0, 0.0])

e = np.exp(logits)
p = e / e.sum()
loss = -np.sum(label * np.log(p))

# jacobian of the softmax
dp_dlogits = np.diag(p) - np.outer(p, p)
dloss_dp = -label / p
dloss_dlogits = dp_dlogits @ dloss_dp
print(dp_dlogits)
print(dloss_dlogits)

# and the short form
short = p - label
print(short)
