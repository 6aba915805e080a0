import numpy as np

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])

np.random.seed(10)
syn0 = 2 * np.random.random((2, 4)) - 1
syn1 = 2 * np.random.random((4, 1)) - 1


def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


for j in range(6):
    l0 = X
    z1 = np.dot(l0, syn0)
    l1 = nonlin(z1)
    z2 = np.dot(l1, syn1)
    l2 = nonlin(z2)
    cost = 0.5 * np.sum((l2 - y) ** 2)

    l2_error = l2 - y
    l2_delta = l2_error * nonlin(l2, deriv=True)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(l1, deriv=True)
    dsyn1 = l1.T.dot(l2_delta)
    dsyn0 = l0.T.dot(l1_delta)

    syn1 -= dsyn1
    syn0 -= dsyn0
print("error:", np.mean(np.abs(l2_error)))
