import numpy as np

np.random.seed(19)
T, D, H = 2, 2, 3
xs = np.random.randn(T, D)
target = np.array([0.3, -0.2, 0.5])
sig = lambda v: 1 / (1 + np.exp(-v))
Wf, Wi, Wo, Wg = (np.random.randn(H, D + H) * 0.4 for _ in range(4))

h = {-1: np.zeros(H)}
c = {-1: np.zeros(H)}
f, i, o, g, cat = {}, {}, {}, {}, {}
for t in range(T):
    cat[t] = np.concatenate([xs[t], h[t - 1]])
    f[t] = sig(Wf @ cat[t])
    i[t] = sig(Wi @ cat[t])
    o[t] = sig(Wo @ cat[t])
    g[t] = np.tanh(Wg @ cat[t])
    c[t] = f[t] * c[t - 1] + i[t] * g[t]
    h[t] = o[t] * np.tanh(c[t])
err = 0.5 * np.sum((h[T - 1] - target) ** 2)

gradWf, gradWi, gradWo, gradWg = (np.zeros((H, D + H)) for _ in range(4))
gradh = h[T - 1] - target
gradc = np.zeros(H)
for t in reversed(range(T)):
    grado = gradh * np.tanh(c[t])
    gradc = gradc + gradh * o[t] * (1 - np.tanh(c[t]) ** 2)
    gradf = gradc * c[t - 1]
    gradi = gradc * g[t]
    gradg = gradc * i[t]
    zf = gradf * f[t] * (1 - f[t])
    zi = gradi * i[t] * (1 - i[t])
    zo = grado * o[t] * (1 - o[t])
    zg = gradg * (1 - g[t] ** 2)
    gradWf += np.outer(zf, cat[t])
    gradWi += np.outer(zi, cat[t])
    gradWo += np.outer(zo, cat[t])
    gradWg += np.outer(zg, cat[t])
    gradcat = Wf.T @ zf + Wi.T @ zi + Wo.T @ zo + Wg.T @ zg
    gradh = gradcat[D:]
    gradc = gradc * f[t]
all_grads = [gradWf, gradWi, gradWo, gradWg]
print(err)
for name, value in zip("fiog", all_grads):
    print(name, value)
