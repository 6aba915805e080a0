"""Linear RNN that counts the ones in a binary sequence, error sent back through time."""
import numpy as np

X = np.array([[1.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 0.0], [1.0, 1.0, 1.0, 1.0]])
t = X.sum(axis=1)
wx, wRec = 0.8, 1.1


def update_state(xk, sk, wx, wRec):
    return xk * wx + sk * wRec


def forward_states(X, wx, wRec):
    S = np.zeros((X.shape[0], X.shape[1] + 1))
    for k in range(0, X.shape[1]):
        S[:, k + 1] = update_state(X[:, k], S[:, k], wx, wRec)
    return S


def loss(y, t):
    return np.mean((t - y) ** 2)


def output_gradient(y, t):
    return 2.0 * (y - t) / t.shape[0]


def backward_gradient(X, S, grad_out, wRec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    wx_grad = 0
    wRec_grad = 0
    for k in range(X.shape[1], 0, -1):
        wx_grad += np.sum(grad_over_time[:, k] * X[:, k - 1])
        wRec_grad += np.sum(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * wRec
    return (wx_grad, wRec_grad), grad_over_time


for i in range(3):
    S = forward_states(X, wx, wRec)
    y = S[:, -1]
    xi = loss(y, t)
    grad_out = output_gradient(y, t)
    (grad_wx, grad_wRec), grad_over_time = backward_gradient(X, S, grad_out, wRec)
    print(f"{i}: loss {xi:.4f}  wx {wx:.3f}  wRec {wRec:.3f}")
    wx -= 0.01 * grad_wx
    wRec -= 0.01 * grad_wRec
