import numpy as np

# hours studied -> exam points (scaled)
hours = np.array([1.0, 2.0, 3.5, 4.0, 5.5])
points = np.array([0.9, 1.6, 2.4, 3.1, 4.2])

w = 0.1
b = 0.0
learning_rate = 0.02
n = len(hours)

for epoch in range(5):
    # predictions and MSE
    y_pred = w * hours + b
    error = y_pred - points
    mse = np.mean(error ** 2)

    # partial derivatives of the MSE
    dw = (2 / n) * np.sum(error * hours)
    db = (2 / n) * np.sum(error)

    # gradient descent
    w = w - learning_rate * dw
    b = b - learning_rate * db

    print(f"Epoch {epoch + 1}: mse={mse:.4f} dw={dw:.4f} db={db:.4f}")

print("final:", w, b)
