import numpy as np

vocab = {"good": 0, "bad": 1, "not": 2, "very": 3}
texts = [("very good", 1), ("not good", 0), ("not bad", 1), ("very very bad", 0)]
rng = np.random.RandomState(6)


class RNN:
    def __init__(self, input_size, output_size, hidden_size=3):
        self.Whh = rng.randn(hidden_size, hidden_size) / 2
        self.Wxh = rng.randn(hidden_size, input_size) / 2
        self.Why = rng.randn(output_size, hidden_size) / 2
        self.bh = np.zeros((hidden_size, 1))
        self.by = np.zeros((output_size, 1))

    def forward(self, inputs):
        h = np.zeros((self.Whh.shape[0], 1))
        self.last_inputs, self.last_hs = inputs, {0: h}
        for i, x in enumerate(inputs):
            h = np.tanh(self.Wxh @ x + self.Whh @ h + self.bh)
            self.last_hs[i + 1] = h
        return self.Why @ h + self.by, h

    def backprop(self, d_y, learn_rate=0.1):
        n = len(self.last_inputs)
        d_Why = d_y @ self.last_hs[n].T
        d_by = d_y
        d_Whh, d_Wxh, d_bh = np.zeros(self.Whh.shape), np.zeros(self.Wxh.shape), np.zeros(self.bh.shape)
        d_h = self.Why.T @ d_y
        for t in reversed(range(n)):
            temp = (1 - self.last_hs[t + 1] ** 2) * d_h
            d_bh += temp
            d_Whh += temp @ self.last_hs[t].T
            d_Wxh += temp @ self.last_inputs[t].T
            d_h = self.Whh.T @ temp
        self.last = d_Wxh, d_Whh
        self.Whh -= learn_rate * d_Whh
        self.Wxh -= learn_rate * d_Wxh
        self.Why -= learn_rate * d_Why
        self.bh -= learn_rate * d_bh
        self.by -= learn_rate * d_by


def one_hots(text):
    return [np.eye(4)[:, [vocab[w]]] for w in text.split(" ")]


def softmax(xs):
    return np.exp(xs) / np.sum(np.exp(xs))


rnn = RNN(4, 2)
for text, label in texts:
    out, h = rnn.forward(one_hots(text))
    probs = softmax(out)
    loss = -np.log(probs[label, 0])
    d_L_d_y = probs.copy()
    d_L_d_y[label] -= 1
    print(text, loss)
    rnn.backprop(d_L_d_y)
