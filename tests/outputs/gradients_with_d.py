"""Gradients in spellings with a d: `dydx`, `d_L_d_w`, `dW1`, `delta2`."""

PROGRAMS = {
    "dydx run": (
        "y",
        """
x, w = 2.0, 3.0
y = x * w
dydx = w
dydw = x
""",
    ),
    "dqdp": (
        "q",
        """
a, b = 2.0, 3.0
p = a * b
q = p**2
dqdp = 2 * p
dpda = b
dqda = dqdp * dpda
""",
    ),
    "dLoss dW": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
dLoss_dW = 2 * (y - t) * x
dLoss_dB = 2 * (y - t)
""",
    ),
    "d cost d w": (
        "cost",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
cost = (y - t) ** 2
d_cost_d_y = 2 * (y - t)
d_cost_d_w = d_cost_d_y * x
""",
    ),
    "dcost dpred": (
        "cost",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
pred = w * x + b
cost = (pred - t) ** 2
dcost_dpred = 2 * (pred - t)
dpred_dw = x
dcost_dw = dcost_dpred * dpred_dw
""",
    ),
    "derror dout": (
        "error",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
out = w * x + b
error = 0.5 * (t - out) ** 2
derror_dout = -(t - out)
derror_dw = derror_dout * x
""",
    ),
    "dE dw": (
        "E",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
o = w * x + b
E = 0.5 * (t - o) ** 2
dE_do = -(t - o)
do_dw = x
dE_dw = dE_do * do_dw
""",
    ),
    "wGrad": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
wGrad = 2 * (y - t) * x
bGrad = 2 * (y - t)
""",
    ),
    "gw gb": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
gw = 2 * (y - t) * x
gb = 2 * (y - t)
w -= 0.1 * gw
b -= 0.1 * gb
""",
    ),
    "d x0": (
        "y",
        """
x0, w0, x1, w1 = 1.0, -3.0, -2.0, -1.0
xw0 = x0 * w0
xw1 = x1 * w1
z = xw0 + xw1
y = max(z, 0)
d_z = 1.0 if z > 0 else 0.0
d_x0 = d_z * w0
d_w0 = d_z * x0
""",
    ),
    "dZ1": (
        "A1",
        """
import numpy as np

X = np.array([1.0, 2.0])
W1 = np.array([[0.1, 0.2], [0.3, 0.4]])
Z1 = W1 @ X
A1 = np.maximum(Z1, 0)
dA1 = np.ones(2)
dZ1 = dA1 * (Z1 > 0)
dW1 = np.outer(dZ1, X)
""",
    ),
    "delL delw": (
        "L",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
L = (y - t) ** 2
delL_dely = 2 * (y - t)
delL_delw = delL_dely * x
""",
    ),
    "dldw lower": (
        "l",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
l = (y - t) ** 2
dldy = 2 * (y - t)
dldw = dldy * x
""",
    ),
    "dLdw loss": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
dLdy = 2 * (y - t)
dLdw = dLdy * x
dLdb = dLdy
""",
    ),
    "dJdw": (
        "J",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
J = (y - t) ** 2
dJdw = 2 * (y - t) * x
dJ_db = 2 * (y - t)
""",
    ),
    "greek": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
δ = 2 * (y - t)
δw = δ * x
""",
    ),
    "dldw only param": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
dldw = 2 * (y - t) * x
dldb = 2 * (y - t)
""",
    ),
    "dydx x list": (
        "y",
        """
x = [1.0, 2.0]
w = [0.5, -1.0]
y = x[0] * w[0] + x[1] * w[1]
dydx = [w[0], w[1]]
dydw = [x[0], x[1]]
""",
    ),
    "dfdxy": (
        "f",
        """
x, y, z = -2.0, 5.0, -4.0
q = x + y
f = q * z
dfdq = z
dfdz = q
dfdx = dfdq * 1
dfdy = dfdq * 1
""",
    ),
    "dw db dict": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
g = {"w": 2 * (y - t) * x, "b": 2 * (y - t)}
w = w - 0.1 * g["w"]
b = b - 0.1 * g["b"]
""",
    ),
}
