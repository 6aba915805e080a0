import numpy as np


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, std=0.5):
        rng = np.random.RandomState(0)
        self.params = {}
        self.params["W1"] = std * rng.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = std * rng.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def loss(self, X, y, reg=0.0):
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]
        N, D = X.shape

        hidden = np.maximum(0, X.dot(W1) + b1)
        scores = hidden.dot(W2) + b2

        shift = scores - np.max(scores, axis=1, keepdims=True)
        probs = np.exp(shift) / np.sum(np.exp(shift), axis=1, keepdims=True)
        loss = -np.sum(np.log(probs[range(N), y])) / N
        loss += reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

        grads = {}
        dscores = probs.copy()
        dscores[range(N), y] -= 1
        dscores /= N
        grads["W2"] = np.dot(hidden.T, dscores) + 2 * reg * W2
        grads["b2"] = np.sum(dscores, axis=0)
        dhidden = np.dot(dscores, W2.T)
        dhidden[hidden <= 0] = 0
        grads["W1"] = np.dot(X.T, dhidden) + 2 * reg * W1
        grads["b1"] = np.sum(dhidden, axis=0)
        return loss, grads


np.random.seed(1)
net = TwoLayerNet(4, 4, 4)
X = np.random.randn(4, 4)
y = np.array([0, 3, 2, 1])
for it in range(3):
    loss, grads = net.loss(X, y, reg=0.05)
    print(loss)
    for name in net.params:
        net.params[name] -= 0.1 * grads[name]
