import numpy as np
np.random.seed(100)

# y = sin(x) with a small tanh network
X = np.linspace(-3, 3, 9).reshape(-1, 1)
Y = np.sin(X)

def tanh(x):
    return np.tanh(x)

def dtanh(x):
    return 1.0 - np.tanh(x)**2

Wh = np.random.randn(1, 6) * 0.8
bh = np.zeros((1, 6))
Wo = np.random.randn(6, 1) * 0.8
bo = np.zeros((1, 1))

lr = 0.1
decay = 0.9
losses = []

for t in range(4):
    # ---- forward pass ----
    zh = X.dot(Wh) + bh
    ah = tanh(zh)
    out = ah.dot(Wo) + bo
    loss = ((out - Y)**2).mean()
    losses.append(loss)

    # ---- backward pass ----
    dout = 2*(out - Y)/Y.shape[0]
    dWo = ah.T.dot(dout)
    dbo = dout.sum(axis=0, keepdims=True)
    dah = dout.dot(Wo.T)
    dzh = dah*dtanh(zh)
    dWh = X.T.dot(dzh)
    dbh = dzh.sum(axis=0, keepdims=True)

    # ---- update ----
    Wo -= lr*dWo
    bo -= lr*dbo
    Wh -= lr*dWh
    bh -= lr*dbh
    lr *= decay

print(losses)
assert losses[-1] < losses[0]
