import numpy as np

np.random.seed(42)
phrases = {"good": 1, "not good": 0, "bad": 0, "not bad": 1, "very good": 1}
words = sorted({w for p in phrases for w in p.split(" ")})
word_to_idx = {w: i for i, w in enumerate(words)}
V, H = len(words), 4
Whh = np.random.randn(H, H) / 5
Wxh = np.random.randn(H, V) / 5
Why = np.random.randn(2, H) / 5
bh = np.zeros((H, 1))
by = np.zeros((2, 1))


def one_hot(phrase):
    inputs = []
    for w in phrase.split(" "):
        v = np.zeros((V, 1))
        v[word_to_idx[w]] = 1
        inputs.append(v)
    return inputs


for epoch in range(3):
    total = 0
    for phrase, target in phrases.items():
        xs = one_hot(phrase)
        h = np.zeros((H, 1))
        hs = {0: h}
        for i, x in enumerate(xs):
            h = np.tanh(Wxh @ x + Whh @ h + bh)
            hs[i + 1] = h
        y = Why @ h + by
        probs = np.exp(y) / np.sum(np.exp(y))
        loss = -np.log(probs[target, 0])
        total += loss

        # backward (many to one, only the last h has an output)
        d_y = probs.copy()
        d_y[target] -= 1
        d_Why = d_y @ h.T
        d_by = d_y
        d_Whh = np.zeros(Whh.shape)
        d_Wxh = np.zeros(Wxh.shape)
        d_bh = np.zeros(bh.shape)
        d_h = Why.T @ d_y
        for t in reversed(range(len(xs))):
            temp = (1 - hs[t + 1] ** 2) * d_h
            d_bh += temp
            d_Whh += temp @ hs[t].T
            d_Wxh += temp @ xs[t].T
            d_h = Whh.T @ temp
        Whh -= 0.2 * np.clip(d_Whh, -1, 1)
        Wxh -= 0.2 * np.clip(d_Wxh, -1, 1)
        Why -= 0.2 * np.clip(d_Why, -1, 1)
        bh -= 0.2 * d_bh
        by -= 0.2 * d_by
    print(epoch, total / len(phrases))
