import numpy as np

# acidity, sugar, alcohol -> quality
X = np.array([[7.4, 1.9, 9.4],
              [7.8, 2.6, 9.8],
              [11.2, 1.9, 9.8],
              [7.3, 1.2, 10.0],
              [7.5, 6.1, 10.5],
              [8.5, 1.8, 10.5]])
y = np.array([5., 5., 6., 7., 5., 7.])

# standardize
X = (X - X.mean(axis=0)) / X.std(axis=0)
n_samples, n_features = X.shape

theta = np.zeros(n_features)
intercept = y.mean()
alpha = 0.1
lam = 0.05
history = []

for epoch in range(15):
    y_pred = X.dot(theta) + intercept
    residuals = y_pred - y
    mse = np.sum(residuals**2) / (2 * n_samples)
    penalty = lam / 2 * np.sum(theta**2)
    J = mse + penalty
    history.append(J)

    d_residuals = residuals / n_samples
    grad_mse = X.T.dot(d_residuals)
    grad_penalty = lam * theta
    grad_theta = grad_mse + grad_penalty
    grad_intercept = np.sum(d_residuals)

    theta = theta - alpha * grad_theta
    intercept = intercept - alpha * grad_intercept

print("first and last cost:", history[0], history[-1])
print("theta:", theta)
print("intercept:", intercept)
