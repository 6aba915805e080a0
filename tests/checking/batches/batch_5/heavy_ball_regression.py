import random

random.seed(3)
true_m, true_c = 2.5, -1.0
points = []
for _ in range(12):
    px = random.uniform(-2, 2)
    points.append((px, true_m * px + true_c + random.gauss(0, 0.1)))

m, c = 0.0, 0.0
vel_m, vel_c = 0.0, 0.0
mu, lr = 0.9, 0.02
n = len(points)

for it in range(30):
    mse = 0
    m_gradient = 0
    c_gradient = 0
    for px, py in points:
        guess = m * px + c
        mse += (guess - py) ** 2 / n
        m_gradient += 2 / n * px * (guess - py)
        c_gradient += (2 / n) * (guess - py)
    vel_m = mu * vel_m - lr * m_gradient
    vel_c = mu * vel_c - lr * c_gradient
    m += vel_m
    c += vel_c
    if it % 10 == 9:
        print(f"{it + 1:3d}: mse={mse:.5f} m={m:.3f} c={c:.3f}")

mean_error = sum(m * px + c - py for px, py in points) / n
print("mean residual", mean_error)
