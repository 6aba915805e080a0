import numpy as np

rng = np.random.RandomState(18)
left, right = rng.randn(3), rng.randn(3)
E = rng.randn(2, 3) * 0.6
same, margin = 0, 3.0

u = np.tanh(E @ left)
v = np.tanh(E @ right)
gap = u - v
dist = np.sqrt(np.sum(gap**2))
hinge = max(margin - dist, 0)
loss = same * 0.5 * dist**2 + (1 - same) * 0.5 * hinge**2

ddist = same * dist - (1 - same) * hinge
dgap = ddist * gap / dist
du = dgap
dv = -dgap
dE = np.outer(du * (1 - u**2), left) + np.outer(dv * (1 - v**2), right)
dleft = E.T @ (du * (1 - u**2))
dright = E.T @ (dv * (1 - v**2))
E -= 0.05 * dE
print(loss, E, dleft, dright)
