import numpy as np

rng = np.random.RandomState(9)
data = rng.rand(5, 4)
W = rng.randn(4, 2) * 0.5
c, d = np.zeros(2), np.zeros(4)
for epoch in range(3):
    code_in = data @ W + c
    code = 1 / (1 + np.exp(-code_in))
    recon = code @ W.T + d
    diff = recon - data
    loss = 0.5 * np.sum(diff**2) / len(data)

    g_recon = diff / len(data)
    g_d = g_recon.sum(axis=0)
    g_code = g_recon @ W
    g_code_in = g_code * code * (1 - code)
    g_c = g_code_in.sum(axis=0)
    g_W = data.T @ g_code_in + g_recon.T @ code
    W -= 0.5 * g_W
    c -= 0.5 * g_c
    d -= 0.5 * g_d
    print(epoch, loss)
