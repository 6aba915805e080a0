import math

# f(w, x) = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))
w = [1.5, -2.0, 0.5]
x = [-0.5, -1.0]

# forward pass, staged
p0 = w[0] * x[0]
p1 = w[1] * x[1]
dot = p0 + p1 + w[2]
neg = -1 * dot
e = math.exp(neg)
den = 1 + e
f = 1.0 / den
print("f =", f)

# backward pass, in reverse order
dden = -1.0 / den**2
de = 1.0 * dden
dneg = math.exp(neg) * de
ddot = -1 * dneg
dp0 = 1.0 * ddot
dp1 = 1.0 * ddot
dw = [x[0] * dp0, x[1] * dp1, 1.0 * ddot]
dx = [w[0] * dp0, w[1] * dp1]
print("dw =", dw)
print("dx =", dx)

# the shortcut gives the same thing
ddot_short = (1 - f) * f
dw_short = [x[0] * ddot_short, x[1] * ddot_short, ddot_short]
print("difference:", max(abs(a - b) for a, b in zip(dw, dw_short)))
