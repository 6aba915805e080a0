import numpy as np

rng = np.random.default_rng(33)
E = rng.normal(size=(6, 3))
U = rng.normal(size=(3, 6)) * 0.5
words = np.array([1, 4, 1, 2])
nexts = np.array([4, 1, 2, 0])

emb = E[words]
logits = emb @ U
logits_shift = logits - logits.max(axis=1, keepdims=True)
probs = np.exp(logits_shift) / np.exp(logits_shift).sum(axis=1, keepdims=True)
nll = -np.log(probs[np.arange(4), nexts]).mean()

dlogits = probs.copy()
dlogits[np.arange(4), nexts] -= 1
dlogits /= 4
dU = emb.T @ dlogits
demb = dlogits @ U.T
dE = np.zeros_like(E)
np.add.at(dE, words, demb)
print(nll)
print(dE)
