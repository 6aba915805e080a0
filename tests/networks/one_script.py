"""No functions at all: points, a network with a penalty on its weights, and its training."""

import numpy as np

np.random.seed(0)
n, dims, k = 20, 2, 3
X = np.zeros((n * k, dims))
y = np.zeros(n * k, dtype="uint8")
for j in range(k):
    ix = range(n * j, n * (j + 1))
    r = np.linspace(0.0, 1, n)
    t = np.linspace(j * 4, (j + 1) * 4, n) + np.random.randn(n) * 0.2
    X[ix] = np.c_[r * np.sin(t), r * np.cos(t)]
    y[ix] = j

hidden = 10
W = 0.01 * np.random.randn(dims, hidden)
b = np.zeros((1, hidden))
W2 = 0.01 * np.random.randn(hidden, k)
b2 = np.zeros((1, k))
step_size = 1.0
reg = 1e-3
samples = X.shape[0]
for i in range(3):
    hidden_layer = np.maximum(0, np.dot(X, W) + b)
    scores = np.dot(hidden_layer, W2) + b2
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
    log_probs = -np.log(probs[range(samples), y])
    data_loss = np.sum(log_probs) / samples
    reg_loss = 0.5 * reg * np.sum(W * W) + 0.5 * reg * np.sum(W2 * W2)
    loss = data_loss + reg_loss
    print("iteration %d: loss %f" % (i, loss))

    dscores = probs
    dscores[range(samples), y] -= 1
    dscores /= samples
    dW2 = np.dot(hidden_layer.T, dscores)
    db2 = np.sum(dscores, axis=0, keepdims=True)
    dhidden = np.dot(dscores, W2.T)
    dhidden[hidden_layer <= 0] = 0
    dW = np.dot(X.T, dhidden)
    db = np.sum(dhidden, axis=0, keepdims=True)
    dW2 += reg * W2
    dW += reg * W
    if i == 0:
        first = [dW.copy(), db.copy(), dW2.copy(), db2.copy()]

    W += -step_size * dW
    b += -step_size * db
    W2 += -step_size * dW2
    b2 += -step_size * db2

scores = np.dot(np.maximum(0, np.dot(X, W) + b), W2) + b2
predicted = np.argmax(scores, axis=1)
print("training accuracy: %.2f" % np.mean(predicted == y))
