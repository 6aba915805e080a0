# %% [markdown]
# # Logistic regression: does it rain tomorrow?

# %%
import numpy as np

# %%
np.random.seed(3)
X = np.random.randn(3, 8)  # humidity, pressure, temperature; one column = one day
Y = (X[0:1] - X[1:2] > 0).astype(float)
n_x, m = X.shape
print(X.shape, Y.shape)

# %%
w = np.zeros((n_x, 1))
b = 0.0
alpha = 0.3

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %% one pass, to look at the shapes
Z = np.dot(w.T, X) + b
A = sigmoid(Z)
cost = -1/m * np.sum(Y*np.log(A) + (1-Y)*np.log(1-A))
cost

# %%
dZ = A - Y
dw = 1/m * np.dot(X, dZ.T)
db = 1/m * np.sum(dZ)
print(dw, db)

# %% training
costs = []
for i in range(30):
    Z = np.dot(w.T, X) + b
    A = sigmoid(Z)
    cost = -1/m * np.sum(Y*np.log(A) + (1-Y)*np.log(1-A))
    dZ = A - Y
    dw = 1/m * np.dot(X, dZ.T)
    db = 1/m * np.sum(dZ)
    w = w - alpha * dw
    b = b - alpha * db
    if i % 10 == 0:
        costs.append(cost)

# %%
print(costs)
print("accuracy:", np.mean((sigmoid(np.dot(w.T, X) + b) > 0.5) == Y))
