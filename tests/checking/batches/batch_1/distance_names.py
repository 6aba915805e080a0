# names that look like gradients but are part of the forward pass
import math

xa, ya = 1.0, 2.0
xb, yb = 4.0, -2.0
dx = xb - xa
dy = yb - ya
dist2 = dx * dx + dy * dy
dist = math.sqrt(dist2)
k = 0.7
rest = 4.0
stretch = dist - rest
energy = 0.5 * k * stretch**2

# derivative of the energy by each coordinate
dE_dstretch = k * stretch
dE_ddist = dE_dstretch
ddist_ddist2 = 0.5 / dist
dE_ddist2 = dE_ddist * ddist_ddist2
dE_ddx = dE_ddist2 * 2 * dx
dE_ddy = dE_ddist2 * 2 * dy
dE_dxb = dE_ddx * 1
dE_dxa = dE_ddx * -1
dE_dyb = dE_ddy * 1
dE_dya = dE_ddy * -1
print(dE_dxa, dE_dya, dE_dxb, dE_dyb)
