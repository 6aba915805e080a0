import math
import numpy as np


def random_mini_batches(X, Y, mini_batch_size=16, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []

    # Step 1: Shuffle (X, Y)
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))

    # Step 2: Partition. Minus the end case.
    num_complete_minibatches = math.floor(m / mini_batch_size)
    for k in range(0, num_complete_minibatches):
        mini_batch_X = shuffled_X[:, k * mini_batch_size:(k + 1) * mini_batch_size]
        mini_batch_Y = shuffled_Y[:, k * mini_batch_size:(k + 1) * mini_batch_size]
        mini_batches.append((mini_batch_X, mini_batch_Y))

    # Handling the end case (last mini-batch < mini_batch_size)
    if m % mini_batch_size != 0:
        mini_batch_X = shuffled_X[:, num_complete_minibatches * mini_batch_size:]
        mini_batch_Y = shuffled_Y[:, num_complete_minibatches * mini_batch_size:]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    return mini_batches


def forward(X, parameters):
    z1 = parameters["W1"] @ X + parameters["b1"]
    a1 = np.tanh(z1)
    z2 = parameters["W2"] @ a1 + parameters["b2"]
    a2 = 1 / (1 + np.exp(-z2))
    return a2, (a1, a2)


def backward(X, Y, parameters, caches):
    a1, a2 = caches
    m = X.shape[1]
    grads = {}
    dz2 = (a2 - Y) / m
    grads["dW2"] = dz2 @ a1.T
    grads["db2"] = np.sum(dz2, axis=1, keepdims=True)
    dz1 = (parameters["W2"].T @ dz2) * (1 - a1 ** 2)
    grads["dW1"] = dz1 @ X.T
    grads["db1"] = np.sum(dz1, axis=1, keepdims=True)
    return grads


def initialize_adam(parameters):
    v, s = {}, {}
    for name in parameters:
        v["d" + name] = np.zeros_like(parameters[name])
        s["d" + name] = np.zeros_like(parameters[name])
    return v, s


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    for name in parameters:
        g = grads["d" + name]
        v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g ** 2
        v_corrected = v["d" + name] / (1 - beta1 ** t)
        s_corrected = s["d" + name] / (1 - beta2 ** t)
        parameters[name] = parameters[name] - learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon)
    return parameters, v, s


rng = np.random.default_rng(10)
X = rng.standard_normal((3, 50))
Y = (X[:1] * X[1:2] > 0).astype(float)
parameters = {
    "W1": rng.standard_normal((6, 3)) * 0.5,
    "b1": np.zeros((6, 1)),
    "W2": rng.standard_normal((1, 6)) * 0.5,
    "b2": np.zeros((1, 1)),
}
v, s = initialize_adam(parameters)
t = 0
seed = 10
costs = []

for epoch in range(300):
    seed = seed + 1
    minibatches = random_mini_batches(X, Y, 16, seed)
    cost_total = 0

    for minibatch in minibatches:
        (minibatch_X, minibatch_Y) = minibatch
        a2, caches = forward(minibatch_X, parameters)
        cost = -np.mean(minibatch_Y * np.log(a2) + (1 - minibatch_Y) * np.log(1 - a2))
        cost_total += cost
        grads = backward(minibatch_X, minibatch_Y, parameters, caches)
        t = t + 1
        parameters, v, s = update_parameters_with_adam(parameters, grads, v, s, t)

    cost_avg = cost_total / len(minibatches)
    if epoch % 100 == 0:
        print("Cost after epoch %i: %f" % (epoch, cost_avg))
    if epoch % 10 == 0:
        costs.append(cost_avg)
