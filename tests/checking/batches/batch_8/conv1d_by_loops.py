import numpy as np

rng = np.random.RandomState(8)
signal = rng.randn(8)
kernel = rng.randn(3)
bias = 0.2
target = rng.randn(6)

conv = np.array([np.sum(signal[p : p + 3] * kernel) + bias for p in range(6)])
act = np.maximum(conv, 0)
loss = np.mean((act - target) ** 2)
print(loss)

dact = 2 * (act - target) / len(target)
dconv = dact * (conv > 0)
dkernel = np.zeros(3)
dsignal = np.zeros(8)
for p in range(6):
    dkernel += dconv[p] * signal[p : p + 3]
    dsignal[p : p + 3] += dconv[p] * kernel
dbias = dconv.sum()
end_kernel, end_signal = dkernel.copy(), dsignal.copy()
kernel = kernel - 0.1 * dkernel
bias = bias - 0.1 * dbias
print(kernel, bias)
