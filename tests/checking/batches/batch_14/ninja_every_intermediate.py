# backprop ninja, without torch: every intermediate gets its gradient by hand
import numpy as np

rng = np.random.default_rng(2147)
n = 4  # batch
emb = rng.normal(size=(n, 3))
Yb = np.array([2, 0, 1, 1])
W1 = rng.normal(size=(3, 5)) * 0.5
b1 = rng.normal(size=5) * 0.1
W2 = rng.normal(size=(5, 3)) * 0.5
b2 = rng.normal(size=3) * 0.1

# forward pass, in small chunks
hpreact = emb @ W1 + b1
h = np.tanh(hpreact)
logits = h @ W2 + b2
logit_maxes = logits.max(1, keepdims=True)
norm_logits = logits - logit_maxes
counts = np.exp(norm_logits)
counts_sum = counts.sum(1, keepdims=True)
counts_sum_inv = counts_sum**-1
probs = counts * counts_sum_inv
logprobs = np.log(probs)
loss = -logprobs[range(n), Yb].mean()
print(loss)

# backward pass
dlogprobs = np.zeros_like(logprobs)
dlogprobs[range(n), Yb] = -1.0 / n
dprobs = (1.0 / probs) * dlogprobs
dcounts_sum_inv = (counts * dprobs).sum(1, keepdims=True)
dcounts = counts_sum_inv * dprobs
dcounts_sum = (-(counts_sum**-2)) * dcounts_sum_inv
dcounts += np.ones_like(counts) * dcounts_sum
dnorm_logits = counts * dcounts
dlogits = dnorm_logits.copy()
dh = dlogits @ W2.T
dW2 = h.T @ dlogits
db2 = dlogits.sum(0)
dhpreact = (1.0 - h**2) * dh
demb = dhpreact @ W1.T
dW1 = emb.T @ dhpreact
db1 = dhpreact.sum(0)

for name, g in [("W1", dW1), ("b1", db1), ("W2", dW2), ("b2", db2)]:
    print(name, g.shape, g.ravel()[:3])

# the short way
dlogits_fast = probs.copy()
dlogits_fast[range(n), Yb] -= 1
dlogits_fast /= n
print(np.abs(dlogits_fast - dlogits).max())
