import numpy as np

rng = np.random.default_rng(21)
x = rng.normal(size=(5, 3))
W = rng.normal(size=(3, 4))
b = rng.normal(size=4)
t = rng.normal(size=(5, 4))

s = np.einsum("ni,ij->nj", x, W) + b
y = np.tanh(s)
loss = 0.5 * np.einsum("nj,nj->", y - t, y - t) / 5

y_grad = (y - t) / 5
s_grad = y_grad * (1 - np.square(y))
W_grad = np.einsum("ni,nj->ij", x, s_grad)
b_grad = np.einsum("nj->j", s_grad)
X_grad = np.einsum("nj,ij->ni", s_grad, W)
print(W_grad)
print(b_grad)
print(X_grad.shape)
