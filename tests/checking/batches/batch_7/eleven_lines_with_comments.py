import numpy as np


def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
y = np.array([[0], [1], [1], [0]])
np.random.seed(1)
syn0 = 2 * np.random.random((3, 4)) - 1
syn1 = 2 * np.random.random((4, 1)) - 1

for j in range(4):
    # feed forward through layers 0, 1, and 2
    l0 = X
    z1 = np.dot(l0, syn0)
    l1 = nonlin(z1)
    z2 = np.dot(l1, syn1)
    l2 = nonlin(z2)
    half_sse = np.sum((y - l2) ** 2) / 2

    # how much did we miss the target value?
    l2_error = y - l2
    l2_delta = l2_error * nonlin(l2, deriv=True)
    # how much did each l1 value contribute to the l2 error?
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(l1, deriv=True)

    syn1_update = l1.T.dot(l2_delta)
    syn0_update = l0.T.dot(l1_delta)
    syn1 += syn1_update
    syn0 += syn0_update
    print("Error:", np.mean(np.abs(l2_error)), half_sse)
