import numpy as np

np.random.seed(14)
layer_dims = [3, 4, 3, 1]
X = np.random.randn(3, 6)
Y = (np.random.rand(1, 6) > 0.5) * 1.0
m = 6

parameters = {}
for l in range(1, len(layer_dims)):
    parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.6
    parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))

caches = {"A0": X}
for l in range(1, 4):
    Z = np.dot(parameters["W" + str(l)], caches["A" + str(l - 1)]) + parameters["b" + str(l)]
    A = np.maximum(0, Z) if l < 3 else 1 / (1 + np.exp(-Z))
    caches["Z" + str(l)] = Z
    caches["A" + str(l)] = A
AL = caches["A3"]
cost = -(1 / m) * np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))

grads = {}
dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
for l in reversed(range(1, 4)):
    Z, A = caches["Z" + str(l)], caches["A" + str(l)]
    if l == 3:
        dZ = dA * A * (1 - A)
    else:
        dZ = np.array(dA, copy=True)
        dZ[Z <= 0] = 0
    grads["dW" + str(l)] = np.dot(dZ, caches["A" + str(l - 1)].T) / m
    grads["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
    dA = np.dot(parameters["W" + str(l)].T, dZ)

for name in sorted(grads):
    print(name, grads[name].shape)
dW1, dW2, dW3 = grads["dW1"], grads["dW2"], grads["dW3"]
db1, db3 = grads["db1"], grads["db3"]
