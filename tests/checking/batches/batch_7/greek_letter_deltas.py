import numpy as np

σ = lambda z: 1 / (1 + np.exp(-z))
σʹ = lambda z: σ(z) * (1 - σ(z))

rng = np.random.default_rng(271)
Θ1 = rng.normal(size=(4, 3))
Θ2 = rng.normal(size=(2, 5))
x = np.array([0.4, -0.9])
y = np.array([1.0, 0.0])
λ = 0.1
η = 0.3

for k in range(3):
    a1 = np.concatenate([[1.0], x])  # the 1 is for the bias
    z2 = Θ1 @ a1
    a2 = np.concatenate([[1.0], σ(z2)])
    z3 = Θ2 @ a2
    a3 = σ(z3)
    J = -np.sum(y * np.log(a3) + (1 - y) * np.log(1 - a3))
    J = J + λ / 2 * (np.sum(Θ1[:, 1:] ** 2) + np.sum(Θ2[:, 1:] ** 2))

    δ3 = a3 - y
    δ2 = (Θ2.T @ δ3)[1:] * σʹ(z2)
    Δ2 = np.outer(δ3, a2)
    Δ1 = np.outer(δ2, a1)
    Θ2_grad = Δ2 + λ * np.c_[np.zeros(2), Θ2[:, 1:]]
    Θ1_grad = Δ1 + λ * np.c_[np.zeros(4), Θ1[:, 1:]]

    Θ1 = Θ1 - η * Θ1_grad
    Θ2 = Θ2 - η * Θ2_grad
    print(k, J)
