import numpy as np

x_train = np.array([1.0, 2.0, 3.5, 4.0])
y_train = np.array([300.0, 500.0, 690.0, 820.0]) / 100


def compute_cost(x, y, w, b):
    m = x.shape[0]
    total = 0.0
    for i in range(m):
        f_wb = w * x[i] + b
        total = total + (f_wb - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m = x.shape[0]
    dj_dw = 0.0
    dj_db = 0.0
    for i in range(m):
        f_wb = w * x[i] + b
        dj_dw_i = (f_wb - y[i]) * x[i]
        dj_db_i = f_wb - y[i]
        dj_dw += dj_dw_i
        dj_db += dj_db_i
    dj_dw = dj_dw / m
    dj_db = dj_db / m
    return dj_dw, dj_db


w, b, alpha = 0.5, 0.1, 0.05
for step in range(3):
    J = compute_cost(x_train, y_train, w, b)
    gw, gb = compute_gradient(x_train, y_train, w, b)
    w = w - alpha * gw
    b = b - alpha * gb
    print(step, J, w, b)
