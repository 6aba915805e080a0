import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)


rng = np.random.RandomState(3)
w2 = rng.randn(3, 2)
b2 = rng.randn(3, 1)
w3 = rng.randn(2, 3)
b3 = rng.randn(2, 1)
mini_batch = [(rng.randn(2, 1), np.array([[1.0], [0.0]])), (rng.randn(2, 1), np.array([[0.0], [1.0]]))]
eta = 3.0

nabla_w2, nabla_b2 = np.zeros(w2.shape), np.zeros(b2.shape)
nabla_w3, nabla_b3 = np.zeros(w3.shape), np.zeros(b3.shape)
for x, y in mini_batch:
    z2 = np.dot(w2, x) + b2
    a2 = sigmoid(z2)
    z3 = np.dot(w3, a2) + b3
    a3 = sigmoid(z3)
    cost = 0.5 * np.linalg.norm(a3 - y) ** 2

    delta = (a3 - y) * sigmoid_prime(z3)
    delta_nabla_b3 = delta
    delta_nabla_w3 = np.dot(delta, a2.transpose())
    delta = np.dot(w3.transpose(), delta) * sigmoid_prime(z2)
    delta_nabla_b2 = delta
    delta_nabla_w2 = np.dot(delta, x.transpose())

    nabla_b3 = nabla_b3 + delta_nabla_b3
    nabla_w3 = nabla_w3 + delta_nabla_w3
    nabla_b2 = nabla_b2 + delta_nabla_b2
    nabla_w2 = nabla_w2 + delta_nabla_w2

w2 = w2 - (eta / len(mini_batch)) * nabla_w2
w3 = w3 - (eta / len(mini_batch)) * nabla_w3
b2 = b2 - (eta / len(mini_batch)) * nabla_b2
b3 = b3 - (eta / len(mini_batch)) * nabla_b3
print(w3)
