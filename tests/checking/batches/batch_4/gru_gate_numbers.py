import math

# a gate of a recurrent cell, all scalars
x, h = 0.5, -0.3
wz, uz, bz = 0.8, -0.6, 0.1
wn, un, bn = -0.4, 1.2, 0.0

az = wz * x + uz * h + bz
zt = 1.0 / (1.0 + math.exp(-az))
an = wn * x + un * h + bn
nt = math.tanh(an)
keep = zt * h
new = (1 - zt) * nt
ht = keep + new
dht = 0.75  # comes from the next step

dkeep = dht
dnew = dht
dzt = dkeep * h - dnew * nt
dnt = dnew * (1 - zt)
daz = dzt * zt * (1 - zt)
dan = dnt * (1 - nt * nt)
dwz, duz, dbz = daz * x, daz * h, daz
dwn, dun, dbn = dan * x, dan * h, dan
dx = daz * wz + dan * wn
dh = dkeep * zt + daz * uz + dan * un
print(dx, dh)
print(dwz, duz, dbz, dwn, dun, dbn)
