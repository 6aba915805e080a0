# weights in a list of layers, gradients collected from the back
import numpy as np

rng = np.random.default_rng(50)
Ws = [rng.normal(size=(3, 3)) * 0.6, rng.normal(size=(3, 3)) * 0.6, rng.normal(size=(3, 1)) * 0.6]
x = rng.normal(size=(4, 3))
t = rng.normal(size=(4, 1))

hs = [x]
for W in Ws[:-1]:
    hs.append(np.tanh(hs[-1] @ W))
y = hs[-1] @ Ws[-1]
E = 0.5 * np.sum((y - t) ** 2)

delta = y - t
grads = [hs[2].T @ delta]
delta = (delta @ Ws[2].T) * (1 - hs[2] ** 2)
grads.insert(0, hs[1].T @ delta)
delta = (delta @ Ws[1].T) * (1 - hs[1] ** 2)
grads.insert(0, hs[0].T @ delta)
gW0, gW1, gW2 = grads
Ws = [W - 0.1 * g for W, g in zip(Ws, grads)]
print(E, gW0, gW1, gW2)
