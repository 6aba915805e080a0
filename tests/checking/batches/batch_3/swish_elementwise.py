import numpy as np

v = np.linspace(-2, 2, 5)
beta = 1.5

bv = beta * v
s = 1 / (1 + np.exp(-bv))
y = v * s
total = y.sum()

ds = v
dbv = ds * s * (1 - s)
dv = s + dbv * beta
dbeta = np.sum(dbv * v)
print(dv)
print(dbeta)

# known closed form
closed = s + beta * y * (1 - s)
print(np.abs(closed - dv).max())
