import numpy as np

f32 = np.float32
rng = np.random.default_rng(123)
x = rng.standard_normal((6, 3), dtype=np.float32)
t = rng.standard_normal((6, 1), dtype=np.float32)
w1 = rng.standard_normal((3, 3), dtype=np.float32) * f32(0.5)
w2 = rng.standard_normal((3, 1), dtype=np.float32) * f32(0.5)

for step in range(3):
    h = np.tanh(x @ w1)
    y = h @ w2
    loss = np.sum((y - t) ** 2) / f32(len(x))

    dy = f32(2) * (y - t) / f32(len(x))
    dw2 = h.T @ dy
    dh = dy @ w2.T
    dpre = dh * (f32(1) - h * h)
    dw1 = x.T @ dpre

    w1 = w1 - f32(0.1) * dw1
    w2 = w2 - f32(0.1) * dw2
    print(step, loss)
assert w1.dtype == np.float32
