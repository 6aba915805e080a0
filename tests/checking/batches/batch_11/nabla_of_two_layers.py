"""network.py, unrolled: exactly one hidden layer, quadratic cost, column vectors."""
import numpy as np

np.random.seed(12)
w_h = np.random.randn(3, 2)
b_h = np.random.randn(3, 1)
w_o = np.random.randn(2, 3)
b_o = np.random.randn(2, 1)


def sigmoid(z):
    """The sigmoid function."""
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    """Derivative of the sigmoid function."""
    return sigmoid(z) * (1 - sigmoid(z))


def cost_derivative(output_activations, y):
    return (output_activations - y)


def backprop(x, y):
    # feedforward
    z_h = np.dot(w_h, x) + b_h
    a_h = sigmoid(z_h)
    z_o = np.dot(w_o, a_h) + b_o
    a_o = sigmoid(z_o)
    cost = 0.5 * np.linalg.norm(a_o - y) ** 2
    # backward pass
    delta = cost_derivative(a_o, y) * sigmoid_prime(z_o)
    nabla_b_o = delta
    nabla_w_o = np.dot(delta, a_h.transpose())
    delta = np.dot(w_o.transpose(), delta) * sigmoid_prime(z_h)
    nabla_b_h = delta
    nabla_w_h = np.dot(delta, x.transpose())
    return cost, nabla_b_h, nabla_w_h, nabla_b_o, nabla_w_o


x = np.array([[0.8], [-1.1]])
y = np.array([[1.0], [0.0]])
eta = 3.0
for epoch in range(3):
    cost, nb_h, nw_h, nb_o, nw_o = backprop(x, y)
    w_h = w_h - eta * nw_h
    b_h = b_h - eta * nb_h
    w_o = w_o - eta * nw_o
    b_o = b_o - eta * nb_o
    print("Epoch {0}: {1}".format(epoch, cost))
