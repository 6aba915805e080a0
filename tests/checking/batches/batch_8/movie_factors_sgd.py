import numpy as np

ratings = [(0, 0, 5.0), (0, 2, 1.0), (1, 1, 4.0), (2, 0, 2.0), (2, 2, 5.0)]
rng = np.random.RandomState(14)
P, Q = rng.rand(3, 2), rng.rand(3, 2)
alpha, lam = 0.05, 0.02

for epoch in range(3):
    total = 0.0
    for u, i, r in ratings:
        p_u, q_i = P[u].copy(), Q[i].copy()
        r_hat = np.dot(p_u, q_i)
        e_ui = r - r_hat
        loss = e_ui**2 + lam * (np.sum(p_u**2) + np.sum(q_i**2))
        total += loss
        dp = -2 * e_ui * q_i + 2 * lam * p_u
        dq = -2 * e_ui * p_u + 2 * lam * q_i
        P[u] = p_u - alpha * dp
        Q[i] = q_i - alpha * dq
    print(epoch, total)
print(P @ Q.T)
