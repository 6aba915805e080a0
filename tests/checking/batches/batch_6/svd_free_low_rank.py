import numpy as np

rng = np.random.RandomState(2)
R = rng.randn(4, 5)
P = rng.randn(4, 2) * 0.3
Q = rng.randn(2, 5) * 0.3
mu = 0.1

history = []
for n in range(4):
    D = P @ Q - R
    f = np.sum(D * D) + mu * (np.sum(P * P) + np.sum(Q * Q))
    history.append(f)
    nabla_D = 2 * D
    nabla_P = nabla_D @ Q.T + 2 * mu * P
    nabla_Q = P.T @ nabla_D + 2 * mu * Q
    P = P - 0.02 * nabla_P
    Q = Q - 0.02 * nabla_Q
print(history)
