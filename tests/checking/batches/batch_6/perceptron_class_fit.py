import numpy as np


class LogisticUnit:
    def __init__(self, n, rate=0.5):
        self.coef = np.linspace(-0.4, 0.6, n)
        self.intercept = 0.1
        self.rate = rate

    def predict_proba(self, X):
        self.score = X @ self.coef + self.intercept
        self.proba = 1 / (1 + np.exp(-self.score))
        return self.proba

    def fit(self, X, y, epochs):
        m = X.shape[0]
        for _ in range(epochs):
            p = self.predict_proba(X)
            self.loss_ = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / m
            grad_score = (p - y) / m
            grad_coef = X.T @ grad_score
            grad_intercept = grad_score.sum()
            self.coef = self.coef - self.rate * grad_coef
            self.intercept = self.intercept - self.rate * grad_intercept
        return self


X = np.array([[0.5, 1.2, -0.3], [1.5, -0.7, 0.8], [-0.6, 0.4, 1.1], [0.2, 0.9, -1.4]])
y = np.array([1, 0, 1, 0])
unit = LogisticUnit(3).fit(X, y, 3)
print(unit.loss_)
