import numpy as np


def nonlin(x, deriv=False):
    if deriv == True:
        return x*(1-x)
    return 1/(1+np.exp(-x))


X = np.array([[0,0,1],
              [0,1,1],
              [1,0,1],
              [1,1,1],
              [0,1,0]])

y = np.array([[0],
              [1],
              [1],
              [0],
              [1]])

np.random.seed(1)

# randomly initialize our weights with mean 0
syn0 = 2*np.random.random((3,4)) - 1
syn1 = 2*np.random.random((4,1)) - 1

for iter in range(60):

    # feed forward through layers 0, 1, and 2
    l0 = X
    l1 = nonlin(np.dot(l0,syn0))
    l2 = nonlin(np.dot(l1,syn1))
    loss = 0.5*np.sum((y - l2)**2)

    # how much did we miss?
    l2_error = y - l2

    if iter % 20 == 0:
        print("Error:" + str(np.mean(np.abs(l2_error))))

    # in what direction is the target value?
    l2_delta = l2_error*nonlin(l2,deriv=True)

    # how much did each l1 value contribute to the l2 error?
    l1_error = l2_delta.dot(syn1.T)

    l1_delta = l1_error * nonlin(l1,deriv=True)

    syn1_step = l1.T.dot(l2_delta)
    syn0_step = l0.T.dot(l1_delta)
    syn1 += syn1_step
    syn0 += syn0_step

print("Output After Training:")
print(l2)
