import numpy as np

# the loss of one REINFORCE step: -return * log pi(action)
features = np.array([0.3, -1.0, 0.5, 2.0])
W = np.array([[0.1, 0.2], [-0.4, 0.3], [0.5, -0.1], [0.2, 0.1]])
action = 1
ret = 1.7

prefs = features @ W
pi = np.exp(prefs) / np.sum(np.exp(prefs))
logp = np.log(pi[action])
loss = -ret * logp

dlogp = -ret
dpi = np.zeros(2)
dpi[action] = dlogp / pi[action]
dprefs = pi * (dpi - np.sum(dpi * pi))
dW = np.outer(features, dprefs)
dfeatures = W @ dprefs
print(pi, loss)
print(dW)
