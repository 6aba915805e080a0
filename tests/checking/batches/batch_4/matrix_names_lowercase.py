import numpy as np

# everything in lower case, gradients with a trailing _g
rng = np.random.default_rng(5)
inp = rng.normal(size=(4, 4))
lab = rng.normal(size=(4, 4))
wt = rng.normal(size=(4, 4)) * 0.3
off = rng.normal(size=(1, 4)) * 0.1

lin = inp @ wt + off
sq = np.exp(-(lin**2))
gap = sq - lab
total = (gap * gap).sum() / 4

gap_g = gap / 2
sq_g = gap_g
lin_g = sq_g * -2 * lin * sq
wt_g = inp.T @ lin_g
off_g = lin_g.sum(axis=0, keepdims=True)
inp_g = lin_g @ wt.T
wt -= 0.2 * wt_g
off -= 0.2 * off_g
print(total)
print(wt)
