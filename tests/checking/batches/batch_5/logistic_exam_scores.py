import numpy as np

# hours studied, hours slept -> passed?
hours = np.array([[2.0, 8.0], [4.5, 6.0], [1.0, 5.0], [6.0, 7.5], [3.0, 4.0]])
passed = np.array([0, 1, 0, 1, 0])

hours = (hours - hours.mean(axis=0)) / hours.std(axis=0)
n_students = len(passed)
w = np.zeros(2)
b = 0.0
history = []

for step in range(60):
    score = hours @ w + b
    prob = 1.0 / (1.0 + np.exp(-score))
    nll = -np.mean(passed * np.log(prob) + (1 - passed) * np.log(1 - prob))
    history.append(nll)

    residual = prob - passed
    w_grad = hours.T @ residual / n_students
    b_grad = residual.mean()

    w = w - 0.8 * w_grad
    b = b - 0.8 * b_grad
    if step % 20 == 0:
        print(f"step {step:3d}  nll {nll:.4f}")

print("weights", w, "bias", b)
print("accuracy", np.mean((prob > 0.5) == passed))
