import numpy as np

# steepest descent on a quadratic, until it is flat
w = np.array([2.0, -1.0])
A = np.array([[3.0, 0.5], [0.5, 1.0]])
b = np.array([1.0, -2.0])
steps = 0
while steps < 15:
    q = 0.5 * w @ A @ w - b @ w
    grad_w = A @ w - b
    if np.linalg.norm(grad_w) < 1e-6:
        break
    w = w - 0.2 * grad_w
    steps += 1
print(steps, w, q)
