# `dot`, `den`, `delta` and `dist` are no gradients here
import numpy as np

u = np.array([0.5, -1.5, 2.0])
v = np.array([1.0, 0.25, 0.75])

dot = np.dot(u, v)
nu = np.sqrt(np.dot(u, u))
nv = np.sqrt(np.dot(v, v))
den = nu * nv
delta = 0.05
dist = 1 - dot / (den + delta)

ddist_ddot = -1 / (den + delta)
ddist_dden = dot / (den + delta) ** 2
dden_dnu = nv
dden_dnv = nu
ddist_du = ddist_ddot * v + ddist_dden * dden_dnu * u / nu
ddist_dv = ddist_ddot * u + ddist_dden * dden_dnv * v / nv
print("cosine distance", dist)
print(ddist_du)
print(ddist_dv)
