import numpy as np

# fit a line by gradient descent
x = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
y = np.array([1.1, 2.9, 5.2, 7.1, 8.8])
m = 0.0
c = 0.0
L = 0.02
n = float(len(x))

for epoch in range(25):
    y_pred = m * x + c
    loss = sum((y - y_pred) ** 2) / n
    D_m = (-2 / n) * sum(x * (y - y_pred))
    D_c = (-2 / n) * sum(y - y_pred)
    m = m - L * D_m
    c = c - L * D_c

print(m, c, loss)
