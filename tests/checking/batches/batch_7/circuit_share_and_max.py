# Backprop homework: f = max(x*y, z) * (x + z) / (1 + |y|)
x, y, z = 3.0, -2.0, -4.5

# ---- forward, in stages ----
prod = x * y            # (1)
big = max(prod, z)      # (2)
tot = x + z             # (3)
num = big * tot         # (4)
mag = abs(y)            # (5)
den = 1.0 + mag         # (6)
inv = 1.0 / den         # (7)
f = num * inv           # (8)
print("f =", f)

# ---- backward, the same stages upside down ----
dfdf = 1.0
dfdnum = inv * dfdf                                # (8)
dfdinv = num * dfdf                                # (8)
dfdden = (-1.0 / den**2) * dfdinv                  # (7)
dfdmag = 1.0 * dfdden                              # (6)
dfdy = (1.0 if y >= 0 else -1.0) * dfdmag          # (5)
dfdbig = tot * dfdnum                              # (4)
dfdtot = big * dfdnum                              # (4)
dfdx = 1.0 * dfdtot                                # (3)
dfdz = 1.0 * dfdtot                                # (3)
dfdprod = dfdbig if prod > z else 0.0              # (2)
dfdz += dfdbig if z >= prod else 0.0               # (2)
dfdx += y * dfdprod                                # (1)
dfdy += x * dfdprod                                # (1)
print("gradient:", dfdx, dfdy, dfdz)

step = 0.01
x, y, z = x + step * dfdx, y + step * dfdy, z + step * dfdz
print("f after a step:", max(x * y, z) * (x + z) / (1 + abs(y)))
