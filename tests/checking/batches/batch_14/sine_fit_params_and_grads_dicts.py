import numpy as np


def init_params(n_in, n_hid, n_out, seed=0):
    rng = np.random.RandomState(seed)
    return {
        'W1': rng.randn(n_in, n_hid),
        'b1': np.zeros(n_hid),
        'W2': rng.randn(n_hid, n_out) * 0.5,
        'b2': np.zeros(n_out),
    }


def forward(params, x):
    z1 = x @ params['W1'] + params['b1']
    a1 = np.tanh(z1)
    y_hat = a1 @ params['W2'] + params['b2']
    cache = {'x': x, 'z1': z1, 'a1': a1, 'y_hat': y_hat}
    return y_hat, cache


def mse(y_hat, y):
    return np.mean((y_hat - y) ** 2)


def backward(params, cache, y):
    grads = {}
    d_y_hat = 2 * (cache['y_hat'] - y) / y.size
    grads['W2'] = cache['a1'].T @ d_y_hat
    grads['b2'] = d_y_hat.sum(axis=0)
    d_a1 = d_y_hat @ params['W2'].T
    d_z1 = d_a1 * (1 - cache['a1'] ** 2)
    grads['W1'] = cache['x'].T @ d_z1
    grads['b1'] = d_z1.sum(axis=0)
    return grads


x = np.linspace(-np.pi, np.pi, 9).reshape(-1, 1)
y = np.sin(x)
params = init_params(1, 5, 1, seed=10)
velocity = {k: np.zeros_like(v) for k, v in params.items()}
lr, momentum = 0.02, 0.9

for epoch in range(30):
    y_hat, cache = forward(params, x)
    loss = mse(y_hat, y)
    grads = backward(params, cache, y)
    for k in params:
        velocity[k] = momentum * velocity[k] - lr * grads[k]
        params[k] = params[k] + velocity[k]
    if epoch % 10 == 0:
        print('epoch %2d  mse %.5f' % (epoch, loss))

print('final mse', mse(forward(params, x)[0], y))
