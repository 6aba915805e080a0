# J = 3 * (a + b * c), as on the slides, then a second layer of nodes
a, b, c = 5.0, 3.0, 2.0
u = b * c
v = a + u
J = 3 * v

dJ_dv = 3
dv_da = 1
dv_du = 1
dJ_da = dJ_dv * dv_da
dJ_du = dJ_dv * dv_du
du_db = c
du_dc = b
dJ_db = dJ_du * du_db
dJ_dc = dJ_du * du_dc
print(J, dJ_da, dJ_db, dJ_dc)
