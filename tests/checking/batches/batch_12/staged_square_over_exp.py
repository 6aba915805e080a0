import numpy as np

# f(x, y) = (x**2 + sigmoid(y)) / (x*y + exp(-x)), staged as in the notes
x = 1.5
y = -0.6

# forward pass
sigy = 1.0 / (1 + np.exp(-y))
xsq = x**2
num = xsq + sigy
xy = x * y
ex = np.exp(-x)
den = xy + ex + 3
invden = 1.0 / den
f = num * invden

# backprop f = num * invden
dnum = invden
dinvden = num
# backprop invden = 1.0 / den
dden = (-1.0 / den**2) * dinvden
# backprop den = xy + ex + 3
dxy = 1 * dden
dex = 1 * dden
# backprop ex = exp(-x)
dx = -ex * dex
# backprop xy = x * y
dx += y * dxy
dy = x * dxy
# backprop num = xsq + sigy
dxsq = 1 * dnum
dsigy = 1 * dnum
# backprop xsq = x**2
dx += 2 * x * dxsq
# backprop sigy
dy += (1 - sigy) * sigy * dsigy
print("f =", f)
print("dx = %.6f, dy = %.6f" % (dx, dy))
