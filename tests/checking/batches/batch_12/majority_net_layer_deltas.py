import numpy as np


def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


# output is 1 when two or more inputs are 1
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 0], [1, 1, 1], [0, 1, 0]])
y = np.array([[0, 1, 1, 1, 1, 0]]).T

np.random.seed(1)

# weights with mean 0
syn0 = 2 * np.random.random((3, 4)) - 1
syn1 = 2 * np.random.random((4, 1)) - 1

for j in range(40):
    l0 = X
    l1 = nonlin(np.dot(l0, syn0))
    l2 = nonlin(np.dot(l1, syn1))
    error = 0.5 * np.sum((y - l2) ** 2)

    # how much did we miss? (this is minus the gradient, so we ADD below)
    l2_error = y - l2
    if j % 10 == 0:
        print("Error:", np.mean(np.abs(l2_error)))
    l2_delta = l2_error * nonlin(l2, deriv=True)

    # how much did each l1 value contribute to the l2 error
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(l1, deriv=True)

    syn1_change = l1.T.dot(l2_delta)
    syn0_change = l0.T.dot(l1_delta)
    syn1 += syn1_change
    syn0 += syn0_change

print("Output after training")
print(l2)
