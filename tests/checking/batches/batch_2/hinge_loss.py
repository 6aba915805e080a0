import numpy as np

np.random.seed(15)
X = np.random.randn(5, 4)
y = np.array([0, 2, 1, 0, 2])
W = np.random.randn(4, 3) * 0.5
delta = 1.0  # the margin
lam = 0.1
N = len(X)

scores = X @ W
correct = scores[np.arange(N), y][:, None]
margins = scores - correct + delta
margins[np.arange(N), y] = 0
hinge = np.maximum(0, margins)
loss = hinge.sum() / N + lam * np.sum(W**2)

mask = (margins > 0).astype(float)
dscores = mask.copy()
dscores[np.arange(N), y] = -mask.sum(axis=1)
dW = X.T @ dscores / N + 2 * lam * W
print(loss)
print(dW)
