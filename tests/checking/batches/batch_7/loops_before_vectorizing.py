from math import exp, log

samples = [((1.2, -0.4), 1), ((0.3, 0.9), 0), ((-1.1, 0.2), 0), ((0.8, 1.4), 1), ((2.0, -1.0), 1)]
m = len(samples)
w1, w2, b = 0.0, 0.1, 0.0
alpha = 0.4

for iteration in range(4):
    J = 0.0
    dJ_dw1 = dJ_dw2 = dJ_db = 0.0
    for (x1, x2), y in samples:
        z = w1 * x1 + w2 * x2 + b
        a = 1 / (1 + exp(-z))
        loss = -(y * log(a) + (1 - y) * log(1 - a))
        J += loss
        dloss_da = -y / a + (1 - y) / (1 - a)
        da_dz = a * (1 - a)
        dloss_dz = dloss_da * da_dz
        dJ_dw1 += x1 * dloss_dz
        dJ_dw2 += x2 * dloss_dz
        dJ_db += dloss_dz
    J = J / m
    dJ_dw1 = dJ_dw1 / m
    dJ_dw2 = dJ_dw2 / m
    dJ_db = dJ_db / m
    w1 = w1 - alpha * dJ_dw1
    w2 = w2 - alpha * dJ_dw2
    b = b - alpha * dJ_db
    print(f"iteration {iteration}: J = {J:.5f}, w = ({w1:.4f}, {w2:.4f}), b = {b:.4f}")
