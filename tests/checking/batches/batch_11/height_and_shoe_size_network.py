import numpy as np


def sigmoid(t):
    return 1 / (1 + np.exp(-t))


def deriv_sigmoid(t):
    fx = sigmoid(t)
    return fx * (1 - fx)


class TinyNetwork:
    """Two inputs, two hidden neurons (h1, h2), one output neuron (o1)."""

    def __init__(self):
        self.w1, self.w2, self.w3 = 0.4, -0.9, 0.1
        self.w4, self.w5, self.w6 = 0.8, -0.5, 0.6
        self.b1, self.b2, self.b3 = 0.0, 0.2, -0.1

    def feedforward(self, x):
        h1 = sigmoid(self.w1 * x[0] + self.w2 * x[1] + self.b1)
        h2 = sigmoid(self.w3 * x[0] + self.w4 * x[1] + self.b2)
        return sigmoid(self.w5 * h1 + self.w6 * h2 + self.b3)

    def train(self, data, labels, epochs=4, learn_rate=0.1):
        for epoch in range(epochs):
            for x, y_true in zip(data, labels):
                sum_h1 = self.w1 * x[0] + self.w2 * x[1] + self.b1
                h1 = sigmoid(sum_h1)
                sum_h2 = self.w3 * x[0] + self.w4 * x[1] + self.b2
                h2 = sigmoid(sum_h2)
                sum_o1 = self.w5 * h1 + self.w6 * h2 + self.b3
                y_pred = sigmoid(sum_o1)
                loss = (y_true - y_pred) ** 2

                # partial derivatives, p_A_p_B is "partial A by partial B"
                p_L_p_ypred = -2 * (y_true - y_pred)
                # neuron o1
                p_ypred_p_w5 = h1 * deriv_sigmoid(sum_o1)
                p_ypred_p_w6 = h2 * deriv_sigmoid(sum_o1)
                p_ypred_p_b3 = deriv_sigmoid(sum_o1)
                p_ypred_p_h1 = self.w5 * deriv_sigmoid(sum_o1)
                p_ypred_p_h2 = self.w6 * deriv_sigmoid(sum_o1)
                # neuron h1
                p_h1_p_w1 = x[0] * deriv_sigmoid(sum_h1)
                p_h1_p_w2 = x[1] * deriv_sigmoid(sum_h1)
                p_h1_p_b1 = deriv_sigmoid(sum_h1)
                # neuron h2
                p_h2_p_w3 = x[0] * deriv_sigmoid(sum_h2)
                p_h2_p_w4 = x[1] * deriv_sigmoid(sum_h2)
                p_h2_p_b2 = deriv_sigmoid(sum_h2)

                self.w1 -= learn_rate * p_L_p_ypred * p_ypred_p_h1 * p_h1_p_w1
                self.w2 -= learn_rate * p_L_p_ypred * p_ypred_p_h1 * p_h1_p_w2
                self.b1 -= learn_rate * p_L_p_ypred * p_ypred_p_h1 * p_h1_p_b1
                self.w3 -= learn_rate * p_L_p_ypred * p_ypred_p_h2 * p_h2_p_w3
                self.w4 -= learn_rate * p_L_p_ypred * p_ypred_p_h2 * p_h2_p_w4
                self.b2 -= learn_rate * p_L_p_ypred * p_ypred_p_h2 * p_h2_p_b2
                self.w5 -= learn_rate * p_L_p_ypred * p_ypred_p_w5
                self.w6 -= learn_rate * p_L_p_ypred * p_ypred_p_w6
                self.b3 -= learn_rate * p_L_p_ypred * p_ypred_p_b3
            print("epoch", epoch, "loss of the last sample", loss)


# centred heights (cm) / shoe sizes
data = np.array([[-1.2, -0.5], [1.4, 0.9], [0.3, 1.1], [-0.8, -1.3]])
labels = np.array([1, 0, 0, 1])
net = TinyNetwork()
net.train(data, labels)
print(net.feedforward(np.array([-0.7, -0.2])))
