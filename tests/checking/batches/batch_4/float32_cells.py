# %%
import numpy as np

data = np.array([[0.2, 0.7, -0.4], [1.0, -0.3, 0.8]], dtype=np.float32)
goal = np.array([[1.0], [0.0]], dtype=np.float32)
w = np.array([[0.5], [-0.25], [0.75]], dtype=np.float32)
b = np.float32(0.1)

# %%
z = data @ w + b
p = np.float32(1) / (np.float32(1) + np.exp(-z))
loss = np.mean(-(goal * np.log(p) + (1 - goal) * np.log(1 - p)))
print(loss)

# %%
dp = (-(goal / p) + (1 - goal) / (1 - p)) / np.float32(2)
dz = dp * p * (1 - p)
dw = data.T @ dz
db = dz.sum()
ddata = dz @ w.T
print(dw.dtype, dw.ravel(), db)
