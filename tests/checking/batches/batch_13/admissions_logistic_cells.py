# %% [markdown]
# # Logistic regression by hand
# Two exam scores, was the student admitted?

# %%
import numpy as np

scores = np.array([[35, 78], [30, 44], [60, 86], [79, 75], [45, 56], [61, 96], [75, 47], [50, 43]])
admitted = np.array([0, 0, 1, 1, 0, 1, 1, 0])

# %% standardise
X = (scores - scores.mean(axis=0)) / scores.std(axis=0)
y = admitted.astype(float)
m, n = X.shape


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


theta = np.array([0.1, -0.2])
intercept = 0.0
alpha = 0.5
lam = 0.1
history = []

# %% training
for iteration in range(12):
    z = X @ theta + intercept
    h = sigmoid(z)
    J = -np.sum(y * np.log(h) + (1 - y) * np.log(1 - h)) / m
    J = J + lam / (2 * m) * np.sum(theta**2)
    history.append(J)

    dJ_dh = -(y / h - (1 - y) / (1 - h)) / m
    dh_dz = h * (1 - h)
    dJ_dz = dJ_dh * dh_dz
    dJ_dtheta = X.T @ dJ_dz + lam / m * theta
    dJ_dintercept = dJ_dz.sum()

    theta = theta - alpha * dJ_dtheta
    intercept = intercept - alpha * dJ_dintercept

# %% did it go down?
print(history[0], "->", history[-1])
print("theta", theta, "intercept", intercept)
predictions = (sigmoid(X @ theta + intercept) > 0.5).astype(int)
print("accuracy", np.mean(predictions == admitted))

# %% check that z's gradient is h - y in disguise
print(np.abs(dJ_dz - (h - y) / m).max())
