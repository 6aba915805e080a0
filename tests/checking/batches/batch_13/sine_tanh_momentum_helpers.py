import numpy as np

rng = np.random.RandomState(6)

X = np.linspace(-np.pi, np.pi, 12).reshape(-1, 1)
Y = np.sin(X)


def tanh(x):
    return np.tanh(x)


def d_tanh(x):
    return 1 - np.tanh(x) ** 2


def mse(y_hat, y):
    return np.mean((y_hat - y) ** 2)


def d_mse(y_hat, y):
    return 2 * (y_hat - y) / y.size


params = {
    "W1": rng.randn(1, 6) * 0.7,
    "b1": np.zeros(6),
    "W2": rng.randn(6, 1) * 0.7,
    "b2": np.zeros(1),
}
velocity = {k: np.zeros_like(v) for k, v in params.items()}
lr, beta = 0.05, 0.9

for epoch in range(6):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    # forward
    h_in = X @ W1 + b1
    h_out = tanh(h_in)
    y_hat = h_out @ W2 + b2
    loss = mse(y_hat, Y)

    # backward
    grads = {}
    d_y_hat = d_mse(y_hat, Y)
    grads["W2"] = h_out.T @ d_y_hat
    grads["b2"] = d_y_hat.sum(axis=0)
    d_h_out = d_y_hat @ W2.T
    d_h_in = d_h_out * d_tanh(h_in)
    grads["W1"] = X.T @ d_h_in
    grads["b1"] = d_h_in.sum(axis=0)

    for k in params:
        velocity[k] = beta * velocity[k] - lr * grads[k]
        params[k] = params[k] + velocity[k]
    if epoch % 2 == 0:
        print(f"epoch {epoch} loss {loss:.5f}")

print("final loss", mse(tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"], Y))
