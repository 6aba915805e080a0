# A [3, 4, 2] network for one sample: what comes out of every line
import numpy as np

np.random.seed(17)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)


class Network:
    def __init__(self, sizes):
        self.sizes = sizes
        self.biases = [np.random.randn(n, 1) for n in sizes[1:]]
        self.weights = [np.random.randn(n, m) for m, n in zip(sizes[:-1], sizes[1:])]

    def backprop(self, x, y):
        nabla_b = [np.zeros_like(b) for b in self.biases]
        nabla_w = [np.zeros_like(w) for w in self.weights]

        activation = x
        activations = [x]
        zs = []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)

        cost = 0.5 * np.linalg.norm(activation - y) ** 2
        print("cost", cost)

        # BP1
        delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
        # BP3, BP4
        nabla_b[-1] = delta
        nabla_w[-1] = np.dot(delta, activations[-2].T)
        # BP2
        delta = np.dot(self.weights[1].T, delta) * sigmoid_prime(zs[0])
        nabla_b[0] = delta
        nabla_w[0] = np.dot(delta, x.T)
        return nabla_b, nabla_w


net = Network([3, 4, 2])
x = np.array([[0.2], [-0.4], [0.9]])
y = np.array([[1.0], [0.0]])
nabla_b, nabla_w = net.backprop(x, y)
for nb, nw in zip(nabla_b, nabla_w):
    print(nb.shape, nw.shape)
print(np.round(nabla_w[0], 4))
