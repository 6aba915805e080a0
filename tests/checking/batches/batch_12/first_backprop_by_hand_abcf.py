# manual backprop #1 (after the lecture, other expression)
a = 3.0
b = -1.5
c = 4.0
f = -0.5

d = a * b
e = d + c
g = e ** 2
h = a + g      # a is used a second time!
L = h * f
print(L)

# base case
dL_dL = 1.0

# L = h * f
dL_dh = f
dL_df = h

# h = a + g, plus just routes the gradient
dL_dg = dL_dh
dL_da = dL_dh  # not complete yet

# g = e**2
dL_de = dL_dg * 2 * e

# e = d + c
dL_dd = 1.0 * dL_de
dL_dc = 1.0 * dL_de

# d = a * b
dL_db = dL_dd * a
dL_da += dL_dd * b

print("da", dL_da, "db", dL_db, "dc", dL_dc, "df", dL_df)


def lol():
    # nudge a a bit and look
    h = 0.0001
    a2 = a + h
    L2 = (a2 + (a2 * b + c) ** 2) * f
    return (L2 - L) / h


print(lol())
