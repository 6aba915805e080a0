# %% [markdown]
# A layer of three ReLU neurons and a squared loss.

# %%
import numpy as np

x = np.array([[2.0, -1.0, 0.5]])
W = np.array([[0.4, -0.2, 0.1], [0.3, 0.8, -0.6], [-0.9, 0.5, 0.7]])
b = np.array([[0.1, -0.3, 0.2]])
y = np.array([[1.0, 0.0, 0.5]])

# %%
u = np.matmul(x, W) + b
r = np.where(u > 0, u, 0)
loss = ((r - y) ** 2).sum()
loss

# %%
dLdr = 2 * (r - y)
dLdu = dLdr * np.where(u > 0, 1, 0)
dLdW = np.matmul(x.T, dLdu)
dLdb = dLdu
dLdx = np.matmul(dLdu, W.T)

# %%
W2 = W - 0.1 * dLdW
b2 = b - 0.1 * dLdb
u2 = x @ W2 + b2
loss2 = ((np.maximum(u2, 0) - y) ** 2).sum()
print(loss, "->", loss2)
