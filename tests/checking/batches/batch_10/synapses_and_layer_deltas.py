import numpy as np

def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

# input dataset
X = np.array([[0, 1, 0],
              [1, 0, 1],
              [1, 1, 0],
              [0, 0, 1]])

# output dataset
y = np.array([[1, 0, 0, 1]]).T

np.random.seed(1)

# initialize weights randomly with mean 0
syn0 = 2 * np.random.random((3, 4)) - 1
syn1 = 2 * np.random.random((4, 1)) - 1

for iter in range(4):
    # forward propagation
    l0 = X
    l1 = nonlin(np.dot(l0, syn0))
    l2 = nonlin(np.dot(l1, syn1))

    # how much did we miss?
    l2_error = l2 - y
    cost = 0.5 * np.sum(l2_error ** 2)
    print("Error:", np.mean(np.abs(l2_error)), "cost:", cost)

    # multiply how much we missed by the slope of the sigmoid at the values in l2
    l2_delta = l2_error * nonlin(l2, True)

    # how much did each l1 value contribute to the l2 error?
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(l1, True)

    # update weights
    grad_syn1 = l1.T.dot(l2_delta)
    grad_syn0 = l0.T.dot(l1_delta)
    syn1 -= grad_syn1
    syn0 -= grad_syn0

print("Output After Training:")
print(l2)
