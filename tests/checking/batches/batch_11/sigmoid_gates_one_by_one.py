# the sigmoid neuron taken apart into its gates, as on the lecture slide
import math

w0, x0 = 1.5, -2.0
w1, x1 = -1.0, -1.5
w2 = 0.5

# ---------------- forward
p = w0 * x0
q = w1 * x1
r = p + q
s = r + w2
n = -1 * s
e = math.exp(n)
d = e + 1
f = 1 / d
print("f =", f)

# ---------------- backward, one gate after another
df = 1.0
dd = (-1.0 / (d ** 2)) * df       # 1/x gate
de = 1.0 * dd                     # +1 gate
dn = math.exp(n) * de             # exp gate
ds = -1 * dn                      # *-1 gate
dr = 1.0 * ds
dw2 = 1.0 * ds
dp = dr                           # the add gate hands it on to both
dq = dr
dw0 = x0 * dp                     # multiply gates switch their inputs
dx0 = w0 * dp
dw1 = x1 * dq
dx1 = w1 * dq

for name, g in [("w0", dw0), ("x0", dx0), ("w1", dw1), ("x1", dx1), ("w2", dw2)]:
    print(name, "%.3f" % g)
