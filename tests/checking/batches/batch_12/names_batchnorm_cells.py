# %% small version of the names MLP, in numpy because I don't have torch here
import numpy as np

g = np.random.default_rng(2147)
n_embd, n_hidden, vocab_size, block_size, n = 2, 5, 4, 2, 6
C = g.normal(size=(vocab_size, n_embd))
W1 = g.normal(size=(n_embd * block_size, n_hidden)) * 0.6
W2 = g.normal(size=(n_hidden, vocab_size)) * 0.3
b2 = g.normal(size=vocab_size) * 0.1
bngain = np.ones((1, n_hidden)) + g.normal(size=(1, n_hidden)) * 0.1
bnbias = g.normal(size=(1, n_hidden)) * 0.1
Xb = g.integers(0, vocab_size, size=(n, block_size))
Yb = g.integers(0, vocab_size, size=n)

# %% forward
emb = C[Xb]
embcat = emb.reshape(n, -1)
hprebn = embcat @ W1
bnmean = hprebn.mean(0, keepdims=True)
bnvar = ((hprebn - bnmean) ** 2).sum(0, keepdims=True) / (n - 1)
bnvar_inv = (bnvar + 1e-5) ** -0.5
bnraw = (hprebn - bnmean) * bnvar_inv
hpreact = bngain * bnraw + bnbias
h = np.tanh(hpreact)
logits = h @ W2 + b2
counts = np.exp(logits - logits.max(1, keepdims=True))
probs = counts / counts.sum(1, keepdims=True)
loss = -np.log(probs[range(n), Yb]).mean()
print(loss)

# %% backward, exercise: no autograd!
dlogits = probs.copy()
dlogits[range(n), Yb] -= 1
dlogits /= n
dh = dlogits @ W2.T
dW2 = h.T @ dlogits
db2 = dlogits.sum(0)
dhpreact = (1.0 - h**2) * dh
dbngain = (bnraw * dhpreact).sum(0, keepdims=True)
dbnbias = dhpreact.sum(0, keepdims=True)
# the one-liner for batchnorm (took me two evenings)
dhprebn = bngain * bnvar_inv / n * (n * dhpreact - dhpreact.sum(0) - n / (n - 1) * bnraw * (dhpreact * bnraw).sum(0))
dembcat = dhprebn @ W1.T
dW1 = embcat.T @ dhprebn
demb = dembcat.reshape(emb.shape)
dC = np.zeros_like(C)
for k in range(Xb.shape[0]):
    for j in range(Xb.shape[1]):
        ix = Xb[k, j]
        dC[ix] += demb[k, j]

# %% update
for p, grad in zip([C, W1, W2, b2, bngain, bnbias], [dC, dW1, dW2, db2, dbngain, dbnbias]):
    p -= 0.1 * grad
