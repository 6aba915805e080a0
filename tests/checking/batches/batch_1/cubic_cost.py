# three parameters, polynomial model, many epochs
import random

random.seed(1)
points = [(i / 5, (i / 5) ** 2 - 0.5) for i in range(-4, 5)]
a, b, c = 0.1, -0.3, 0.2

for epoch in range(20):
    J = 0.0
    dJ_da = dJ_db = dJ_dc = 0.0
    for x, y in points:
        y_hat = a * x**2 + b * x + c
        e = y_hat - y
        J += e**2
        dJ_da += 2 * e * x**2
        dJ_db += 2 * e * x
        dJ_dc += 2 * e
    a -= 0.01 * dJ_da
    b -= 0.01 * dJ_db
    c -= 0.01 * dJ_dc

print(round(a, 3), round(b, 3), round(c, 3), J)
