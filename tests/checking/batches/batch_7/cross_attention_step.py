import numpy as np

rng = np.random.RandomState(17)
d_k = 3
decoder = rng.randn(2, 4)
encoder = rng.randn(5, 4)
W_q, W_k, W_v = rng.randn(4, d_k), rng.randn(4, d_k), rng.randn(4, 2)
wanted = rng.randn(2, 2)


def softmax_rows(S):
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


def softmax_rows_backward(A, g_A):
    return A * (g_A - np.sum(g_A * A, axis=-1, keepdims=True))


# forward
Q, K, V = decoder @ W_q, encoder @ W_k, encoder @ W_v
S = Q @ K.T / np.sqrt(d_k)
A = softmax_rows(S)
context = A @ V
mse = np.mean((context - wanted) ** 2)

# backward
g_context = 2 * (context - wanted) / context.size
g_A = g_context @ V.T
g_V = A.T @ g_context
g_S = softmax_rows_backward(A, g_A)
g_Q = g_S @ K / np.sqrt(d_k)
g_K = g_S.T @ Q / np.sqrt(d_k)
g_W_q = decoder.T @ g_Q
g_W_k = encoder.T @ g_K
g_W_v = encoder.T @ g_V
g_decoder = g_Q @ W_q.T
g_encoder = g_K @ W_k.T + g_V @ W_v.T
print(mse)
for weight, g in ((W_q, g_W_q), (W_k, g_W_k), (W_v, g_W_v)):
    print(weight.shape, np.linalg.norm(g))
