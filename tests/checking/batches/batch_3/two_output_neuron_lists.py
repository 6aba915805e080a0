# delta rule, output by output
import math

x = [0.1, 0.9, -0.4]
W = [[0.2, -0.1, 0.5], [0.7, 0.3, -0.6]]
b = [0.05, -0.05]
t = [0.0, 1.0]

z = [0.0, 0.0]
y = [0.0, 0.0]
for k in range(2):
    z[k] = sum(W[k][i] * x[i] for i in range(3)) + b[k]
    y[k] = math.tanh(z[k])
E = sum((y[k] - t[k]) ** 2 for k in range(2)) / 2

delta = [(y[k] - t[k]) * (1 - y[k] ** 2) for k in range(2)]
dE_dW = [[delta[k] * x[i] for i in range(3)] for k in range(2)]
dE_db = [delta[k] for k in range(2)]
dE_dx = [sum(delta[k] * W[k][i] for k in range(2)) for i in range(3)]

for k in range(2):
    for i in range(3):
        W[k][i] -= 0.2 * dE_dW[k][i]
    b[k] -= 0.2 * dE_db[k]
print(E, W, b)
