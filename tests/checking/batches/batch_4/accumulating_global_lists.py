import numpy as np

np.random.seed(30)
X = np.random.randn(4, 2)
Y = np.random.randn(4)
V = np.random.randn(2, 2)
u = np.random.randn(2)

grad_V = np.zeros_like(V)
grad_u = np.zeros_like(u)
loss_sum = 0.0


def one_sample(x, y):
    global loss_sum, grad_V, grad_u
    s = V @ x
    h = np.maximum(s, 0)
    o = u @ h
    loss_sum = loss_sum + (o - y) ** 2
    d_o = 2 * (o - y)
    d_h = d_o * u
    d_s = d_h * (s > 0)
    grad_u += d_o * h
    grad_V += np.outer(d_s, x)


for x, y in zip(X, Y):
    one_sample(x, y)
grad_V /= len(X)
grad_u /= len(X)
print(loss_sum / len(X))
print(grad_V)
print(grad_u)
