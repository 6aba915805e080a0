import numpy as np

np.random.seed(8)


class RNN:
    # many to one: reads a sentence, says positive or negative
    def __init__(self, input_size, output_size, hidden_size=5):
        self.Whh = np.random.randn(hidden_size, hidden_size) / 4
        self.Wxh = np.random.randn(hidden_size, input_size) / 4
        self.Why = np.random.randn(output_size, hidden_size) / 4
        self.bh = np.zeros((hidden_size, 1))
        self.by = np.zeros((output_size, 1))

    def forward(self, inputs, target):
        h = np.zeros((self.Whh.shape[0], 1))
        self.last_inputs = inputs
        self.last_hs = {0: h}
        for i, x in enumerate(inputs):
            h = np.tanh(self.Wxh @ x + self.Whh @ h + self.bh)
            self.last_hs[i + 1] = h
        y = self.Why @ h + self.by
        self.probs = np.exp(y) / np.sum(np.exp(y))
        self.loss = -np.log(self.probs[target, 0])
        return self.probs

    def backprop(self, target):
        n = len(self.last_inputs)
        d_y = self.probs.copy()
        d_y[target] -= 1

        self.d_Why = d_y @ self.last_hs[n].T
        self.d_by = d_y
        self.d_Whh = np.zeros(self.Whh.shape)
        self.d_Wxh = np.zeros(self.Wxh.shape)
        self.d_bh = np.zeros(self.bh.shape)

        d_h = self.Why.T @ d_y
        for t in reversed(range(n)):
            temp = (1 - self.last_hs[t + 1] ** 2) * d_h
            self.d_bh += temp
            self.d_Whh += temp @ self.last_hs[t].T
            self.d_Wxh += temp @ self.last_inputs[t].T
            d_h = self.Whh.T @ temp

    def update(self, learn_rate=0.3):
        self.Whh -= learn_rate * self.d_Whh
        self.Wxh -= learn_rate * self.d_Wxh
        self.Why -= learn_rate * self.d_Why
        self.bh -= learn_rate * self.d_bh
        self.by -= learn_rate * self.d_by


vocab = ["i", "am", "not", "good", "bad"]
data = [("i am good", 1), ("i am bad", 0), ("i am not good", 0), ("i am not bad", 1)]
rnn = RNN(len(vocab), 2)
for epoch in range(2):
    for text, label in data:
        inputs = [np.eye(len(vocab))[:, [vocab.index(w)]] for w in text.split()]
        rnn.forward(inputs, label)
        rnn.backprop(label)
        print(text, "loss", rnn.loss)
        rnn.update()
