import numpy as np

# columns: size, rooms (standardised); price in 100k
features = np.array([[0.5, 1.2], [-1.0, -0.3], [1.6, 0.4], [-0.7, -1.1], [0.1, 0.9]])
prices = np.array([3.1, 1.4, 4.0, 1.2, 2.7])
coef = np.array([0.2, 0.1])
intercept = 1.0
lam = 0.3
N = len(prices)


def predict(features, coef, intercept):
    return features @ coef + intercept


def cost_fn(residuals, coef):
    return (residuals ** 2).sum() / N + lam * (coef ** 2).sum()


for step in range(4):
    predictions = predict(features, coef, intercept)
    residuals = predictions - prices
    cost = cost_fn(residuals, coef)

    gradient_predictions = 2 * residuals / N
    gradient_coef = features.T @ gradient_predictions + 2 * lam * coef
    gradient_intercept = gradient_predictions.sum()

    coef = coef - 0.1 * gradient_coef
    intercept = intercept - 0.1 * gradient_intercept
    print(f"step {step}: cost {cost:.3f}, |grad| {np.linalg.norm(gradient_coef):.3f}")

print(coef, intercept)
