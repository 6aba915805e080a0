import math

# inputs and target
x1, x2 = 0.6, -1.1
w1, w2, b = 0.9, 0.3, -0.2
t = 1.0

z = w1 * x1 + w2 * x2 + b
a = 1 / (1 + math.exp(-z))
E = 0.5 * (a - t) ** 2
print(f"a = {a:.4f}, E = {E:.4f}")

dE_da = a - t
da_dz = a * (1 - a)
dz_dw1 = x1
dz_dw2 = x2
dz_dx1 = w1
dz_dx2 = w2

dE_dz = dE_da * da_dz
dE_dw1 = dE_dz * dz_dw1
dE_dw2 = dE_dz * dz_dw2
dE_db = dE_dz * 1
dE_dx1 = dE_dz * dz_dx1
dE_dx2 = dE_dz * dz_dx2

print("dE/dw1 =", dE_dw1)
print("dE/dw2 =", dE_dw2)
print("dE/db  =", dE_db)

lr = 0.5
w1 = w1 - lr * dE_dw1
w2 = w2 - lr * dE_dw2
b = b - lr * dE_db
