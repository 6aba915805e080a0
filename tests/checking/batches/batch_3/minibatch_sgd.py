import numpy as np

rng = np.random.default_rng(2)
X_all = rng.normal(size=(12, 3))
y_all = (X_all @ np.array([1.0, -1.0, 0.5]) > 0).astype(float)
W = np.zeros(3)
b = 0.0
batch_size = 4
alpha = 0.5

for epoch in range(3):
    for start in range(0, len(X_all), batch_size):
        xb = X_all[start : start + batch_size]
        yb = y_all[start : start + batch_size]
        logits = xb @ W + b
        prob = 1 / (1 + np.exp(-logits))
        loss = -np.sum(yb * np.log(prob) + (1 - yb) * np.log(1 - prob)) / batch_size

        dlogits = prob - yb
        dW = np.dot(xb.T, dlogits) / batch_size
        db = np.sum(dlogits) / batch_size

        W = W - alpha * dW
        b = b - alpha * db
print(loss, W, b)
