import numpy as np

np.random.seed(42)

# fake churn data: 6 customers, 3 features
X = np.random.randn(6, 3)
y = np.array([1, 0, 0, 1, 1, 0]).reshape(-1, 1)

m, n_features = X.shape
weights = np.zeros((n_features, 1))
bias = 0.0
alpha = 0.5


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def compute_loss(y, y_hat):
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


history = []
for i in range(4):
    # Forward propagation
    z = X @ weights + bias
    y_hat = sigmoid(z)
    loss = compute_loss(y, y_hat)
    history.append(loss)

    # Backward propagation
    dz = y_hat - y
    dw = (1 / m) * (X.T @ dz)
    db = (1 / m) * np.sum(dz)

    # Update the parameters
    weights -= alpha * dw
    bias -= alpha * db

print("loss history:", [round(float(l), 4) for l in history])
print("weights:", weights.ravel(), "bias:", bias)
