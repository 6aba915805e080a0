import numpy as np

# forward and backward of one convolution, loops everywhere, stride 2, padding 1
np.random.seed(3)
x = np.random.randn(1, 2, 5, 5)
w = np.random.randn(2, 2, 3, 3)
b = np.random.randn(2)
stride, pad = 2, 1

N, C, H, W = x.shape
F, _, HH, WW = w.shape
H_out = 1 + (H + 2 * pad - HH) // stride
W_out = 1 + (W + 2 * pad - WW) // stride

xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
out = np.zeros((N, F, H_out, W_out))
for n in range(N):
    for f in range(F):
        for i in range(H_out):
            for j in range(W_out):
                hs, ws = i * stride, j * stride
                out[n, f, i, j] = np.sum(xp[n, :, hs:hs + HH, ws:ws + WW] * w[f]) + b[f]
half = np.sum(out ** 2) / 2

dout = out.copy()

dw = np.zeros_like(w)
db = np.zeros_like(b)
dxp = np.zeros_like(xp)
for n in range(N):
    for f in range(F):
        for i in range(H_out):
            for j in range(W_out):
                hs, ws = i * stride, j * stride
                dw[f] += xp[n, :, hs:hs + HH, ws:ws + WW] * dout[n, f, i, j]
                db[f] += dout[n, f, i, j]
                dxp[n, :, hs:hs + HH, ws:ws + WW] += w[f] * dout[n, f, i, j]

dx = dxp[:, :, pad:-pad, pad:-pad]
dw_sum, db_sum = dw * 1.0, db * 1.0
print(half, dx.shape, dw_sum.sum(), db_sum)
