# f(x, y) = (x*y + max(x, y)) / sqrt(x^2 + y^2 + 1), staged like in the class notes
import math

x = 1.5
y = -0.7

# forward
xy = x * y                      # (1)
mx = max(x, y)                  # (2)
num = xy + mx                   # (3)
xsqr = x**2                     # (4)
ysqr = y**2                     # (5)
ssum = xsqr + ysqr + 1.0        # (6)
den = math.sqrt(ssum)           # (7)
invden = 1.0 / den              # (8)
f = num * invden                # (9)

# backward
dnum = invden                                   # (9)
dinvden = num                                   # (9)
dden = (-1.0 / (den**2)) * dinvden              # (8)
dssum = 0.5 / math.sqrt(ssum) * dden            # (7)
dxsqr = 1.0 * dssum                             # (6)
dysqr = 1.0 * dssum                             # (6)
dy = 2 * y * dysqr                              # (5)
dx = 2 * x * dxsqr                              # (4)
dxy = dnum                                      # (3)
dmx = dnum                                      # (3)
dx += (x >= y) * dmx                            # (2)
dy += (y > x) * dmx                             # (2)
dx += y * dxy                                   # (1)
dy += x * dxy                                   # (1)

print(f)
print(dx, dy)
