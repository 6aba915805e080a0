# assignment: modular layers, each forward gives (out, cache), each backward takes (dout, cache)
import numpy as np


def affine_forward(x, w, b):
    x_row = x.reshape(x.shape[0], -1)
    out = x_row.dot(w) + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    x_row = x.reshape(x.shape[0], -1)
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x_row.T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return dx


def softmax_loss(x, y):
    shifted = x - x.max(axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted), axis=1, keepdims=True)
    log_probs = shifted - np.log(Z)
    N = x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = np.exp(log_probs)
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx


rs = np.random.RandomState(231)
X = rs.randn(3, 2, 2)
y = np.array([0, 2, 1])
params = {"W1": 0.5 * rs.randn(4, 5), "b1": 0.1 * rs.randn(5), "W2": 0.5 * rs.randn(5, 3), "b2": 0.1 * rs.randn(3)}
reg = 0.1
grads = {}

hidden, fc1_cache = affine_forward(X, params["W1"], params["b1"])
act, relu_cache = relu_forward(hidden)
scores, fc2_cache = affine_forward(act, params["W2"], params["b2"])
data_loss, dscores = softmax_loss(scores, y)
loss = data_loss + 0.5 * reg * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))

dact, grads["W2"], grads["b2"] = affine_backward(dscores, fc2_cache)
dhidden = relu_backward(dact, relu_cache)
dX, grads["W1"], grads["b1"] = affine_backward(dhidden, fc1_cache)
grads["W2"] += reg * params["W2"]
grads["W1"] += reg * params["W1"]

for p in params:
    params[p] -= 0.1 * grads[p]
print(loss, {k: v.shape for k, v in grads.items()})
