# exercise sheet 4, task 2: check my results on paper
import numpy as np

x = np.array([0.5, -1.0, 2.0])
w = np.array([0.1, 0.4, -0.3])
b = 0.2
t = 0.5

# a) forward
s = np.dot(w, x) + b
o = np.tanh(s)
e = t - o
E = e**2 / 2
print("s =", round(s, 4), " o =", round(o, 4), " E =", round(E, 4))

# b) the partial derivatives of each step
dE_de = e
de_do = -1
do_ds = 1 - np.tanh(s)**2
ds_dw = x
ds_dx = w
ds_db = 1

# c) chain rule
dE_do = dE_de * de_do
dE_ds = dE_do * do_ds
dE_dw = dE_ds * ds_dw
dE_dx = dE_ds * ds_dx
dE_db = dE_ds * ds_db
print("dE/dw =", dE_dw)
print("dE/dx =", dE_dx)
print("dE/db =", dE_db)

# d) one step with eta = 1, is the error smaller?
eta = 1.0
w_new = w - eta * dE_dw
b_new = b - eta * dE_db
o_new = np.tanh(np.dot(w_new, x) + b_new)
print("new error", (t - o_new)**2 / 2)
