import numpy as np

# quadratic activation, the sum of two branches
u = np.array([1.0, 2.0, -0.5])
v = np.array([0.3, -0.8, 1.5])
c = 0.25

left = np.dot(u, v)
right = np.sum(u * u)
mix = left - c * right
act = mix**2 + mix
goal = 2.0
loss = abs(act - goal)

dloss_dact = np.sign(act - goal)
dact_dmix = 2 * mix + 1
dmix = dloss_dact * dact_dmix
dleft = dmix
dright = -c * dmix
dc = -right * dmix
dv = dleft * u
du = dleft * v
du = du + dright * 2 * u
print(du, dv, dc)
