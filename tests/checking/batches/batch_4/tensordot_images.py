import numpy as np

rng = np.random.default_rng(31)
images = rng.normal(size=(2, 2, 2))
filters = rng.normal(size=(2, 2, 3))
bias = rng.normal(size=3)
t = rng.normal(size=(2, 3))

maps = np.tensordot(images, filters, axes=([1, 2], [0, 1])) + bias
act = np.maximum(maps, 0.1 * maps)
loss = np.mean((act - t) ** 2)

dact = 2 * (act - t) / act.size
dmaps = dact * np.where(maps > 0, 1.0, 0.1)
dfilters = np.tensordot(images, dmaps, axes=([0], [0]))
dbias = dmaps.sum(axis=0)
dimages = np.tensordot(dmaps, filters, axes=([1], [2]))
print(dfilters.shape, dimages.shape)
print(dbias)
