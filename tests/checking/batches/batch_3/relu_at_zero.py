# ReLU exactly at zero: the derivative there is taken as 0
import numpy as np

z = np.array([-1.0, 0.0, 2.0, 0.0, 0.5])
up = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
c = np.array([0.5, 0.5, 1.5, -0.5, 2.0])

zc = z * c
a = np.maximum(zc, 0.0)
clip = np.minimum(a, 2.5)

dclip = up
da = dclip * (a < 2.5)
dzc = da * (zc > 0)
dz = dzc * c
dc = dzc * z
print(da, dzc, dz, dc)
