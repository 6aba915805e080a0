# add, multiply and max gates
x, y, z, w = 3.0, -4.0, 2.0, -1.0

m = x * y
n = max(z, w)
s = m + n
out = s * 2

ds = 2.0
dm = ds
dn = ds
dx = dm * y
dy = dm * x
dz = dn * (1.0 if z > w else 0.0)
dw = dn * (1.0 if w > z else 0.0)
print(dx, dy, dz, dw)
