import numpy as np

rng = np.random.default_rng(12)
img = rng.integers(-3, 4, size=(4, 4)).astype(float)
filt = np.array([[1.0, -0.5], [0.25, 0.75]])
bias = 0.1
OH, OW = 3, 3

# valid cross-correlation, stride 1
fmap = np.zeros((OH, OW))
for r in range(OH):
    for c in range(OW):
        fmap[r, c] = np.sum(img[r : r + 2, c : c + 2] * filt)
fmap = fmap + bias
act = 1 / (1 + np.exp(-fmap))
energy = np.sum(act**2) / 2

d_act = act.copy()
d_fmap = d_act * act * (1 - act)
d_filt = np.zeros_like(filt)
d_img = np.zeros_like(img)
d_bias = 0.0
for r in range(OH):
    for c in range(OW):
        d_filt += d_fmap[r, c] * img[r : r + 2, c : c + 2]
        d_img[r : r + 2, c : c + 2] += d_fmap[r, c] * filt
        d_bias += d_fmap[r, c]

print("energy", energy)
print("filter gradient", d_filt, sep="\n")
print("image gradient", d_img, sep="\n")
print("bias gradient", d_bias)
