import numpy as np

rng = np.random.default_rng(0)
# bill length and depth, standardised; 3 species (made up by me)
centers = np.array([[-1.0, 0.8], [0.9, 0.9], [0.4, -1.1]])
labels = np.array([0, 1, 2, 0, 1, 2, 0, 1, 2])
X = centers[labels] + 0.3 * rng.standard_normal((9, 2))
T = np.eye(3)[labels]  # one hot

W = 0.01 * rng.standard_normal((2, 3))
b = np.zeros((1, 3))
lam = 0.01
lr = 0.8

for epoch in range(25):
    # scores -> probabilities
    S = X @ W + b
    P = np.exp(S) / np.sum(np.exp(S), axis=1, keepdims=True)
    ce = -np.sum(T * np.log(P)) / len(X)
    J = ce + lam / 2 * np.sum(W**2)

    dP = -T / P / len(X)
    # softmax: row by row p * (dp - sum(dp * p))
    dS = P * (dP - np.sum(dP * P, axis=1, keepdims=True))
    dW = X.T @ dS + lam * W
    db = dS.sum(axis=0, keepdims=True)

    # the well known short form, to compare
    dS_short = (P - T) / len(X)
    assert np.allclose(dS, dS_short)

    W -= lr * dW
    b -= lr * db
    if epoch % 8 == 0:
        print("epoch", epoch, "J", J)

print("accuracy", np.mean((X @ W + b).argmax(axis=1) == labels))
