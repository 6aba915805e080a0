import numpy as np


def softmax(s):
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


np.random.seed(2017)
words = ["the", "cat", "sleeps"]
d = 4
X = np.random.randn(3, d)          # embeddings, one row per word
Wq = np.random.randn(d, d) * 0.5
Wk = np.random.randn(d, d) * 0.5
Wv = np.random.randn(d, d) * 0.5
target = np.random.randn(3, d)

# forward
Q = X @ Wq
K = X @ Wk
V = X @ Wv
scores = Q @ K.T / np.sqrt(d)
attn = softmax(scores)
out = attn @ V
loss = np.mean((out - target) ** 2)
print("loss:", loss)
for word, row in zip(words, attn):
    print(f"{word:>7}", np.round(row, 3))

# backward
dout = 2 * (out - target) / out.size
dattn = dout @ V.T
dV = attn.T @ dout

# softmax, row by row
dscores = attn * (dattn - np.sum(dattn * attn, axis=1, keepdims=True))

dQ = dscores @ K / np.sqrt(d)
dK = dscores.T @ Q / np.sqrt(d)

dWq = X.T @ dQ
dWk = X.T @ dK
dWv = X.T @ dV
dX = dQ @ Wq.T + dK @ Wk.T + dV @ Wv.T

# numerical check of one entry
eps = 1e-6
Wk[1, 2] += eps
new_out = softmax(X @ Wq @ (X @ Wk).T / np.sqrt(d)) @ V
print("analytic", dWk[1, 2], "numeric", (np.mean((new_out - target) ** 2) - loss) / eps)
print(dX)
