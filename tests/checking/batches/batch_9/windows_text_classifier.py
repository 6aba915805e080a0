import numpy as np

# 1-d convolution over a sequence by unfolding windows, max over time, logistic output

def unfold(seq, width):
    """(T, d) -> (T - width + 1, width * d)"""
    return np.stack([seq[t:t + width].ravel() for t in range(len(seq) - width + 1)])


def fold(dcols, T, width, d):
    dseq = np.zeros((T, d))
    for t in range(len(dcols)):
        dseq[t:t + width] += dcols[t].reshape(width, d)
    return dseq


class TextCNN:
    def __init__(self, vocab, d, width, n_filters, seed=0):
        rng = np.random.RandomState(seed)
        self.emb = rng.randn(vocab, d)
        self.filt = rng.randn(width * d, n_filters) * 0.3
        self.bias = np.zeros(n_filters)
        self.out_w = rng.randn(n_filters)
        self.width, self.d = width, d

    def loss(self, tokens, label):
        self.tokens, self.label = tokens, label
        self.seq = self.emb[tokens]
        self.cols = unfold(self.seq, self.width)
        self.conv = self.cols @ self.filt + self.bias
        self.act = np.tanh(self.conv)
        self.where = self.act.argmax(axis=0)
        self.pooled = self.act[self.where, np.arange(self.act.shape[1])]
        self.logit = self.pooled @ self.out_w
        self.prob = 1 / (1 + np.exp(-self.logit))
        self.bce = -(label * np.log(self.prob) + (1 - label) * np.log(1 - self.prob))
        return self.bce

    def gradients(self):
        g_logit = self.prob - self.label
        g_out_w = g_logit * self.pooled
        g_pooled = g_logit * self.out_w
        g_act = np.zeros_like(self.act)
        g_act[self.where, np.arange(len(g_pooled))] = g_pooled
        g_conv = g_act * (1 - self.act ** 2)
        g_bias = g_conv.sum(axis=0)
        g_filt = self.cols.T @ g_conv
        g_cols = g_conv @ self.filt.T
        g_seq = fold(g_cols, len(self.tokens), self.width, self.d)
        g_emb = np.zeros_like(self.emb)
        np.add.at(g_emb, self.tokens, g_seq)
        return {"emb": g_emb, "filt": g_filt, "bias": g_bias, "out_w": g_out_w}


net = TextCNN(vocab=6, d=2, width=3, n_filters=2)
data = [([0, 3, 1, 4, 2], 1.0), ([5, 2, 2, 0], 0.0)]
for epoch in range(2):
    for tokens, label in data:
        value = net.loss(tokens, label)
        grads = net.gradients()
        for key, g in grads.items():
            setattr(net, key, getattr(net, key) - 0.1 * g)
        print(epoch, tokens, float(value))
