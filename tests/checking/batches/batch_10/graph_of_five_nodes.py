# e = (a + b) * (b + 1), a bit longer: and then squared and halved
a = 2.0
b = 1.5

# forward: one node at a time
c = a + b
d = b + 1
e = c * d
g = e ** 2 / 2

# backward: derivative of every node with respect to its inputs
dg_de = e
de_dc = d
de_dd = c
dc_da = 1
dc_db = 1
dd_db = 1

# sum over all paths
dg_dc = dg_de * de_dc
dg_dd = dg_de * de_dd
dg_da = dg_dc * dc_da
dg_db = dg_dc * dc_db + dg_dd * dd_db  # b has two paths

print("dg/da =", dg_da)
print("dg/db =", dg_db)
