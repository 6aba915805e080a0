# differentiate a short rollout with respect to the gains of a controller
gain_x, gain_v = -1.2, -0.6
x0, v0 = 1.0, 0.2
h = 0.1

u0 = gain_x * x0 + gain_v * v0
v1 = v0 + h * u0
x1 = x0 + h * v1
u1 = gain_x * x1 + gain_v * v1
v2 = v1 + h * u1
x2 = x1 + h * v2
J = x2 * x2 + 0.5 * v2 * v2

dJ_dx2 = 2 * x2
dJ_dv2 = v2 + dJ_dx2 * h
dJ_du1 = dJ_dv2 * h
dJ_dx1 = dJ_dx2 + dJ_du1 * gain_x
dJ_dv1 = dJ_dv2 + dJ_du1 * gain_v + dJ_dx1 * h
dJ_du0 = dJ_dv1 * h
dJ_dgain_x = dJ_du1 * x1 + dJ_du0 * x0
dJ_dgain_v = dJ_du1 * v1 + dJ_du0 * v0
print(J, dJ_dgain_x, dJ_dgain_v)
