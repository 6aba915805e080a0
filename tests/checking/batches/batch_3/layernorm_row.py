import numpy as np

x = np.array([0.2, -1.0, 3.0, 0.8])
g = np.array([1.1, 0.9, 1.0, -0.5])
b = np.array([0.0, 0.1, 0.2, 0.3])
n = x.size

mean = x.sum() / n
centered = x - mean
var = (centered**2).sum() / n
rstd = (var + 1e-6) ** -0.5
norm = centered * rstd
y = norm * g + b
loss = (y**3).sum()

dy = 3 * y**2
dg = dy * norm
db = dy
dnorm = dy * g
drstd = (dnorm * centered).sum()
dvar = drstd * -0.5 * (var + 1e-6) ** -1.5
dcentered = dnorm * rstd + dvar * 2 * centered / n
dmean = -dcentered.sum()
dx = dcentered + dmean / n
print(dx, dg, db)
