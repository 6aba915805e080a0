import numpy as np

# an L-layer network: ReLU in the hidden layers, sigmoid at the end
layer_dims = [3, 4, 3, 1]
L = len(layer_dims) - 1
rng = np.random.default_rng(21)

params = {}
for l in range(1, L + 1):
    params["W" + str(l)] = rng.standard_normal((layer_dims[l], layer_dims[l - 1])) * 0.8
    params["b" + str(l)] = 0.1 * np.ones((layer_dims[l], 1))

X = rng.standard_normal((3, 7))
Y = (X.sum(axis=0, keepdims=True) > 0).astype(float)
m = X.shape[1]

for epoch in range(3):
    # ---- forward ----
    store = {"A0": X}
    for l in range(1, L + 1):
        store["Z" + str(l)] = params["W" + str(l)] @ store["A" + str(l - 1)] + params["b" + str(l)]
        if l < L:
            store["A" + str(l)] = np.maximum(0, store["Z" + str(l)])
        else:
            store["A" + str(l)] = 1 / (1 + np.exp(-store["Z" + str(l)]))
    AL = store["A" + str(L)]
    cost = -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)).mean()

    # ---- backward ----
    grads = {}
    dZ = (AL - Y) / m
    for l in range(L, 0, -1):
        grads["W" + str(l)] = dZ @ store["A" + str(l - 1)].T
        grads["b" + str(l)] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dA = params["W" + str(l)].T @ dZ
            dZ = dA * (store["Z" + str(l - 1)] > 0)

    # ---- update ----
    print("epoch", epoch, "cost", cost)
    for key in params:
        params[key] = params[key] - 0.3 * grads[key]
