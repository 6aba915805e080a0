import numpy as np


def dense(W, b):
    def forward(x):
        def backward(dy):
            return dy @ W.T, x.T @ dy, dy.sum(axis=0)

        return x @ W + b, backward

    return forward


def relu(x):
    mask = x > 0

    def backward(dy):
        return dy * mask

    return x * mask, backward


rng = np.random.default_rng(17)
W1, b1 = rng.normal(size=(3, 4)), rng.normal(size=4)
W2, b2 = rng.normal(size=(4, 1)), rng.normal(size=1)
X, T = rng.normal(size=(5, 3)), rng.normal(size=(5, 1))

u, back_u = dense(W1, b1)(X)
r, back_r = relu(u)
f, back_f = dense(W2, b2)(r)
loss = 0.5 * np.mean((f - T) ** 2)

df = (f - T) / len(X)
dr, dW2, db2 = back_f(df)
du = back_r(dr)
dX, dW1, db1 = back_u(du)
print(loss, dW1.shape, dW2.shape)
