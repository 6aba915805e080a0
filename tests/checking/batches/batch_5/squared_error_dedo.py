import numpy as np

np.random.seed(2)

# Two neurons side by side, one sample, squared error summed over both
I = np.random.randn(3)
W = 0.5 * np.random.randn(2, 3)
B = 0.5 * np.random.randn(2)
T = np.array([0.2, -0.4])


def act(v):
    return np.tanh(v)


N = W.dot(I) + B
O = act(N)
E = ((T - O) ** 2).sum() / 2

dEdO = -(T - O)
dOdN = 1 - np.square(O)
dEdN = dEdO * dOdN
dEdW = dEdN[:, None] * I[None, :]
dEdB = dEdN.copy()
dEdI = W.T.dot(dEdN)

print('E     =', E)
print('dE/dW =')
print(dEdW)
print('dE/dB =', dEdB)
print('dE/dI =', dEdI)

W -= 0.2 * dEdW
B -= 0.2 * dEdB
print('E now =', 0.5 * np.sum((T - act(W.dot(I) + B)) ** 2))
