import numpy as np

x = np.array([[1.0, 3.0, 2.0], [0.5, -1.0, 4.0]])
k = np.array([0.5, -2.0])

scaled = x * k[:, None]
idx = np.argmax(scaled, axis=1)
pooled = scaled[np.arange(2), idx]
loss = 0.5 * np.sum(pooled**2)

dpooled = pooled
dscaled = np.zeros_like(scaled)
dscaled[np.arange(2), idx] = dpooled
dx = dscaled * k[:, None]
dk = np.sum(dscaled * x, axis=1)
print(dx)
print(dk)
