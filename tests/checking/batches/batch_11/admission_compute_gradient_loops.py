# Exercise: will the student be admitted?  (two exam scores, scaled)
import math
import copy


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def compute_cost_logistic(X, y, w, b):
    m = len(X)
    cost = 0.0
    for i in range(m):
        z_i = b
        for j in range(len(w)):
            z_i += w[j] * X[i][j]
        f_wb_i = sigmoid(z_i)
        cost += -y[i] * math.log(f_wb_i) - (1 - y[i]) * math.log(1 - f_wb_i)
    cost = cost / m
    return cost


def compute_gradient_logistic(X, y, w, b):
    """Returns dj_db (scalar) and dj_dw (list, one entry per feature)."""
    m, n = len(X), len(X[0])
    dj_dw = [0.0] * n
    dj_db = 0.0
    for i in range(m):
        z_i = b
        for j in range(n):
            z_i += w[j] * X[i][j]
        err_i = sigmoid(z_i) - y[i]
        for j in range(n):
            dj_dw[j] = dj_dw[j] + err_i * X[i][j]
        dj_db = dj_db + err_i
    for j in range(n):
        dj_dw[j] = dj_dw[j] / m
    dj_db = dj_db / m
    return dj_db, dj_dw


X_train = [[0.5, 1.5], [1.0, 1.0], [1.5, 0.5], [3.0, 0.5], [2.0, 2.0], [1.0, 2.5]]
y_train = [0, 0, 0, 1, 1, 1]
w = [0.2, -0.1]
b = -0.4
alpha = 0.3

for it in range(4):
    cost = compute_cost_logistic(X_train, y_train, w, b)
    dj_db, dj_dw = compute_gradient_logistic(X_train, y_train, w, b)
    print(f"Iteration {it}: cost {cost:.5f} dj_db {dj_db:.4f} dj_dw {dj_dw}")
    w = [w_j - alpha * g for w_j, g in zip(w, dj_dw)]
    b = b - alpha * dj_db
