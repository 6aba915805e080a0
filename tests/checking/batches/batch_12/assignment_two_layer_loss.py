import numpy as np

np.random.seed(0)


def init_toy_model(std=1e-1):
    params = {}
    params["W1"] = std * np.random.randn(4, 6)
    params["b1"] = np.zeros(6)
    params["W2"] = std * np.random.randn(6, 3)
    params["b2"] = np.zeros(3)
    return params


def loss(params, X, y, reg):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = X.shape[0]
    # forward: affine - relu - affine
    pre = X.dot(W1) + b1
    hidden = np.maximum(0, pre)
    scores = hidden.dot(W2) + b2
    # softmax, minus the max for stability
    shifted = scores - scores.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    probs = exps / exps.sum(axis=1, keepdims=True)
    data_loss = -np.log(probs[np.arange(N), y]).mean()
    L = data_loss + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

    grads = {}
    dscores = probs.copy()
    dscores[np.arange(N), y] -= 1
    dscores /= N
    grads["W2"] = hidden.T.dot(dscores) + 2 * reg * W2
    grads["b2"] = dscores.sum(axis=0)
    dhidden = dscores.dot(W2.T)
    dhidden[pre <= 0] = 0
    grads["W1"] = X.T.dot(dhidden) + 2 * reg * W1
    grads["b1"] = dhidden.sum(axis=0)
    return L, grads


X = 2 * np.random.randn(5, 4)
X[3] = 0  # an empty picture, to see what happens
y = np.array([0, 1, 2, 2, 1])
params = init_toy_model()
for it in range(10):
    L, grads = loss(params, X, y, reg=0.05)
    for p in params:
        params[p] -= 0.5 * grads[p]
print("final loss", L)
