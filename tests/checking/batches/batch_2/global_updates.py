import math

w = 0.6
b = 0.9
grad_w = 0.0
grad_b = 0.0
history = []


def predict(x):
    return 1 / (1 + math.exp(-(w * x + b)))


def train_step(x, t):
    global w, b, grad_w, grad_b
    z = w * x + b
    a = 1 / (1 + math.exp(-z))
    loss = (a - t) ** 2
    da = 2 * (a - t)
    dz = da * a * (1 - a)
    grad_w = dz * x
    grad_b = dz
    w -= 0.5 * grad_w
    b -= 0.5 * grad_b
    history.append(loss)


for _ in range(5):
    train_step(1.0, 0.0)
print(history)
print(predict(1.0))
