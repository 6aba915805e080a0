import numpy as np

np.random.seed(20)
x = np.random.randn(3, 3)
W1 = np.random.randn(3, 3) * 0.7
W2 = np.random.randn(3, 3) * 0.7

z1 = x @ W1
a1 = np.maximum(z1, 0)
z2 = a1 @ W2
out = x + z2
loss = np.sum(np.sin(out))

g_out = np.cos(out)
g_z2 = g_out
g_W2 = a1.T @ g_z2
g_a1 = g_z2 @ W2.T
g_z1 = np.where(z1 > 0, g_a1, 0)
g_W1 = x.T @ g_z1
g_x = g_z1 @ W1.T
g_x += g_out
print(g_W1, g_W2, g_x, sep="\n\n")
