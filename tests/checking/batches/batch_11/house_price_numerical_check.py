import numpy as np

# size (100 m2), rooms, age (10 y) -> price (100k)
X = np.array([[0.8, 3, 1.2], [1.5, 5, 0.3], [1.1, 4, 2.5], [0.6, 2, 0.9]])
price = np.array([2.1, 4.6, 2.4, 1.7])


def predict(theta, intercept):
    return X.dot(theta) + intercept


def loss_function(theta, intercept):
    residual = predict(theta, intercept) - price
    return np.sum(residual ** 2) / (2 * len(price))


theta = np.array([0.5, 0.3, -0.2])
intercept = 0.4

# analytic gradient
pred = predict(theta, intercept)
cost = np.sum((pred - price) ** 2) / (2 * len(price))
residual = pred - price
grad_theta = X.T.dot(residual) / len(price)
grad_intercept = residual.mean()

# numerical gradient, just to be sure
eps = 1e-5
for k in range(len(theta)):
    step = np.zeros(len(theta))
    step[k] = eps
    up = loss_function(theta + step, intercept)
    down = loss_function(theta - step, intercept)
    approx = (up - down) / (2 * eps)
    print(k, grad_theta[k], approx, "OK" if abs(grad_theta[k] - approx) < 1e-6 else "BAD")

approx_b = (loss_function(theta, intercept + eps) - loss_function(theta, intercept - eps)) / (2 * eps)
print("intercept", grad_intercept, approx_b)

theta = theta - 0.02 * grad_theta
intercept = intercept - 0.02 * grad_intercept
print("new loss", loss_function(theta, intercept))
