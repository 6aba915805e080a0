import numpy as np

# ---- building blocks ----

def linear(x, W, b):
    return x @ W + b

def linear_backward(grad_out, x, W):
    """returns grad_x, grad_W, grad_b"""
    grad_x = grad_out @ W.T
    grad_W = x.T @ grad_out
    grad_b = grad_out.sum(axis=0)
    return grad_x, grad_W, grad_b

def relu(x):
    return np.maximum(x, 0)

def relu_backward(grad_out, x):
    return grad_out * (x > 0)

def mse(pred, target):
    return ((pred - target) ** 2).mean()

def mse_backward(pred, target):
    return 2 * (pred - target) / pred.size


# ---- data & params ----
rng = np.random.default_rng(11)
x = rng.normal(size=(5, 3))
target = rng.normal(size=(5, 2))
W1, b1 = rng.normal(size=(3, 4)), rng.normal(size=4)
W2, b2 = rng.normal(size=(4, 2)), rng.normal(size=2)

# ---- forward ----
h_pre = linear(x, W1, b1)
h = relu(h_pre)
pred = linear(h, W2, b2)
loss = mse(pred, target)

# ---- backward ----
grad_pred = mse_backward(pred, target)
grad_h, grad_W2, grad_b2 = linear_backward(grad_pred, h, W2)
grad_h_pre = relu_backward(grad_h, h_pre)
grad_x, grad_W1, grad_b1 = linear_backward(grad_h_pre, x, W1)

print("loss", loss)
for name, g in dict(W1=grad_W1, b1=grad_b1, W2=grad_W2, b2=grad_b2).items():
    print(name, g.shape, np.abs(g).sum())
