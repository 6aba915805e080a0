import numpy as np

# self-attention, one head, causal mask. shapes: T=3 tokens, d=2
rng = np.random.default_rng(64)
T, d = 3, 2
tokens = rng.normal(size=(T, d))
Wq, Wk, Wv = (rng.normal(size=(d, d)) for _ in range(3))
want = rng.normal(size=(T, d))

q = tokens @ Wq
k = tokens @ Wk
v = tokens @ Wv
scores = q @ k.T / np.sqrt(d)
scores = np.where(np.tril(np.ones((T, T))) > 0, scores, -1e9)
att = np.exp(scores - scores.max(axis=-1, keepdims=True))
att = att / att.sum(axis=-1, keepdims=True)
ctx = att @ v
loss = np.mean((ctx - want) ** 2)

g_ctx = 2 * (ctx - want) / ctx.size
g_v = att.T @ g_ctx
g_att = g_ctx @ v.T
g_scores = att * (g_att - np.sum(g_att * att, axis=-1, keepdims=True))
g_q = g_scores @ k / np.sqrt(d)
g_k = g_scores.T @ q / np.sqrt(d)
g_Wq = tokens.T @ g_q
g_Wk = tokens.T @ g_k
g_Wv = tokens.T @ g_v
g_tokens = g_q @ Wq.T + g_k @ Wk.T + g_v @ Wv.T

print(loss)
print(g_Wq, g_Wk, g_Wv, sep="\n")
print(g_tokens)
