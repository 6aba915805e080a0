import numpy as np

rng = np.random.RandomState(31)
V, d = 7, 4
W_in, W_out = rng.randn(V, d) * 0.4, rng.randn(V, d) * 0.4
sigmoid = lambda s: 1 / (1 + np.exp(-s))
pairs = [(0, 3, [1, 5]), (2, 4, [6, 0])]
lr = 0.1

for center, context, negatives in pairs:
    v = W_in[center].copy()
    u_pos = W_out[context].copy()
    U_neg = W_out[negatives].copy()
    s_pos = u_pos @ v
    s_neg = U_neg @ v
    loss = -np.log(sigmoid(s_pos)) - np.sum(np.log(sigmoid(-s_neg)))

    g_pos = sigmoid(s_pos) - 1
    g_neg = sigmoid(s_neg)
    grad_v = g_pos * u_pos + U_neg.T @ g_neg
    grad_u_pos = g_pos * v
    grad_U_neg = np.outer(g_neg, v)
    W_in[center] -= lr * grad_v
    W_out[context] -= lr * grad_u_pos
    W_out[negatives] -= lr * grad_U_neg
    print(center, loss)
