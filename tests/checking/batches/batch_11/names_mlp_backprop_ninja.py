# exercise 1 of the "backprop ninja" lecture redone with numpy on a toy batch
import numpy as np

rng = np.random.RandomState(2147)
n = 4                # batch size
vocab = 5
h = np.tanh(rng.randn(n, 3))
W2 = rng.randn(3, vocab) * 0.3
b2 = rng.randn(vocab) * 0.1
Yb = np.array([1, 0, 4, 2])

# forward pass, broken into small pieces
logits = h @ W2 + b2
logit_maxes = logits.max(1, keepdims=True)
norm_logits = logits - logit_maxes  # subtract max for numerical stability
counts = np.exp(norm_logits)
counts_sum = counts.sum(1, keepdims=True)
counts_sum_inv = counts_sum ** -1
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
dcounts_sum = (-counts_sum ** -2) * dcounts_sum_inv
dcounts += np.ones_like(counts) * dcounts_sum
dnorm_logits = counts * dcounts
dlogits = dnorm_logits.copy()
dlogit_maxes = (-dnorm_logits).sum(1, keepdims=True)
onehot = np.eye(vocab)[logits.argmax(1)]
dlogits += onehot * dlogit_maxes
dh = dlogits @ W2.T
dW2 = h.T @ dlogits
db2 = dlogits.sum(0)

# faster way
dlogits_fast = probs.copy()
dlogits_fast[range(n), Yb] -= 1
dlogits_fast /= n
print('max diff', np.abs(dlogits - dlogits_fast).max())
print(dW2.shape, db2.shape, dh.shape)
