import numpy as np

rng = np.random.RandomState(9)
X = rng.randn(2, 4)
Y = rng.randint(0, 2, (1, 4)).astype(float)
w = np.zeros((2, 1))
b = 0.0
m = X.shape[1]

# logistic regression, first with a loop over the samples
J = 0.0
dw1 = dw2 = db = 0.0
for i in range(m):
    z = w[0, 0] * X[0, i] + w[1, 0] * X[1, i] + b
    a = 1 / (1 + np.exp(-z))
    J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
    dz = a - Y[0, i]
    dw1 += X[0, i] * dz
    dw2 += X[1, i] * dz
    db += dz
J /= m
dw1 /= m
dw2 /= m
db /= m

# then vectorized
Z = np.dot(w.T, X) + b
A = 1 / (1 + np.exp(-Z))
cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
dZ = A - Y
dw = np.dot(X, dZ.T) / m
db_vec = np.sum(dZ) / m
print(np.allclose([dw1, dw2], dw.ravel()), np.isclose(db, db_vec))
