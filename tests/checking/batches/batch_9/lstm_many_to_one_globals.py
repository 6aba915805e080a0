import numpy as np

np.random.seed(42)
T, D, H = 3, 2, 3
sigmoid = lambda v: 1 / (1 + np.exp(-v))

Wf, Wi, Wc, Wo = [np.random.randn(H, H + D) * 0.4 for _ in range(4)]
bf, bi, bc, bo = [np.zeros((H, 1)) for _ in range(4)]
Wy, by = np.random.randn(1, H), np.zeros((1, 1))


def forward(xs):
    h, c = np.zeros((H, 1)), np.zeros((H, 1))
    cache = []
    for x in xs:
        z = np.vstack((h, x.reshape(D, 1)))
        f = sigmoid(Wf @ z + bf)
        i = sigmoid(Wi @ z + bi)
        c_hat = np.tanh(Wc @ z + bc)
        c = f * c + i * c_hat
        o = sigmoid(Wo @ z + bo)
        h = o * np.tanh(c)
        cache.append((z, f, i, c_hat, c, o, h))
    y = Wy @ h + by
    return y, cache


def backward(y_true, y_pred, cache):
    dWf, dWi, dWc, dWo = [np.zeros((H, H + D)) for _ in range(4)]
    dbf, dbi, dbc, dbo = [np.zeros((H, 1)) for _ in range(4)]

    dy = y_pred - y_true
    dWy = dy @ cache[-1][6].T
    dby = dy

    dh = Wy.T @ dy
    dc_next = np.zeros((H, 1))
    for t in reversed(range(T)):
        z, f, i, c_hat, c, o, h = cache[t]
        c_prev = cache[t - 1][4] if t > 0 else np.zeros_like(c)
        tanh_c = np.tanh(c)

        dc = dc_next + dh * o * (1 - tanh_c ** 2)
        do = dh * tanh_c
        do *= o * (1 - o)
        df = dc * c_prev
        df *= f * (1 - f)
        di = dc * c_hat
        di *= i * (1 - i)
        dc_hat = dc * i
        dc_hat *= 1 - c_hat ** 2

        dWo += do @ z.T
        dWf += df @ z.T
        dWi += di @ z.T
        dWc += dc_hat @ z.T
        dbo += do
        dbf += df
        dbi += di
        dbc += dc_hat

        dz = Wo.T @ do + Wf.T @ df + Wi.T @ di + Wc.T @ dc_hat
        dh = dz[:H]
        dc_next = dc * f
    return dWf, dWi, dWc, dWo, dWy, dbf, dbi, dbc, dbo, dby


xs, target = np.random.randn(T, D), np.array([[0.5]])
for epoch in range(2):
    y, cache = forward(xs)
    loss = 0.5 * float(((y - target) ** 2).sum())
    gWf, gWi, gWc, gWo, gWy, gbf, gbi, gbc, gbo, gby = backward(target, y, cache)
    Wf, Wi, Wc, Wo = Wf - 0.1 * gWf, Wi - 0.1 * gWi, Wc - 0.1 * gWc, Wo - 0.1 * gWo
    bf, bi, bc, bo = bf - 0.1 * gbf, bi - 0.1 * gbi, bc - 0.1 * gbc, bo - 0.1 * gbo
    Wy, by = Wy - 0.1 * gWy, by - 0.1 * gby
    print(epoch, loss)
