import numpy as np

signal = np.array([0.5, -1.0, 2.0, 0.3, -0.7, 1.4])
taps = np.array([0.6, -0.2, 0.4])
n = len(signal) - len(taps) + 1

feat = np.zeros(n)
for i in range(n):
    feat[i] = np.sum(signal[i : i + 3] * taps)
act = np.maximum(feat, 0)
pooled = act.mean()
loss = (pooled - 1.0) ** 2

dpooled = 2 * (pooled - 1.0)
dact = np.full(n, dpooled / n)
dfeat = dact * (feat > 0)
dtaps = np.zeros_like(taps)
dsignal = np.zeros_like(signal)
for i in range(n):
    dtaps += dfeat[i] * signal[i : i + 3]
    dsignal[i : i + 3] += dfeat[i] * taps
print(loss)
print(dtaps, dsignal)
