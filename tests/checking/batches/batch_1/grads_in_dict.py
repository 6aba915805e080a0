import numpy as np

np.random.seed(6)
X = np.random.randn(4, 4)
y = np.random.randn(4, 4)
model = {"W1": np.random.randn(4, 4), "b1": np.zeros(4), "W2": np.random.randn(4, 4), "b2": np.zeros(4)}

hidden = X.dot(model["W1"]) + model["b1"]
relu = hidden * (hidden > 0)
pred = relu.dot(model["W2"]) + model["b2"]
loss = 0.5 * np.sum((pred - y) ** 2) / X.shape[0]

grads = {}
dpred = (pred - y) / X.shape[0]
grads["W2"] = relu.T.dot(dpred)
grads["b2"] = dpred.sum(axis=0)
drelu = dpred.dot(model["W2"].T)
drelu[hidden <= 0] = 0
grads["W1"] = X.T.dot(drelu)
grads["b1"] = np.sum(drelu, axis=0)

for name in sorted(grads):
    print(name, np.linalg.norm(grads[name]))
    model[name] -= 1e-2 * grads[name]
