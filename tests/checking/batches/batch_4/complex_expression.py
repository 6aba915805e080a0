from math import sin, cos, exp, log

a, b, c = 1.5, 0.5, -0.8

t1 = a * b
t2 = sin(t1)
t3 = exp(c)
t4 = t2 + t3
t5 = log(t4 + 2)
t6 = t5 / a
g = t6 * t2

# going back
dg_dt6 = t2
dt6_dt5 = 1 / a
dt5_dt4 = 1 / (t4 + 2)
dg_dt5 = dg_dt6 * dt6_dt5
dg_dt4 = dg_dt5 * dt5_dt4
dg_dt3 = dg_dt4
dg_dt2 = t6 + dg_dt4
dt2_dt1 = cos(t1)
dg_dt1 = dg_dt2 * dt2_dt1
dt6_da = -t5 / a**2
dg_da = dg_dt1 * b + dg_dt6 * dt6_da
dg_db = dg_dt1 * a
dt3_dc = t3
dg_dc = dg_dt3 * dt3_dc
print("gradient:", dg_da, dg_db, dg_dc)
