import numpy as np

np.random.seed(99)
architecture = [("relu", 2, 4), ("sigmoid", 4, 1)]
params = {}
for idx, (name, n_in, n_out) in enumerate(architecture, 1):
    params[f"W{idx}"] = np.random.randn(n_out, n_in) * 0.6
    params[f"b{idx}"] = np.random.randn(n_out, 1) * 0.1
X, Y = np.random.randn(2, 5), np.array([[1, 0, 1, 1, 0]])

for epoch in range(3):
    memory = {"A0": X}
    for idx, (name, _, _) in enumerate(architecture, 1):
        Z = params[f"W{idx}"] @ memory[f"A{idx - 1}"] + params[f"b{idx}"]
        memory[f"Z{idx}"] = Z
        memory[f"A{idx}"] = np.maximum(Z, 0) if name == "relu" else 1 / (1 + np.exp(-Z))
    Y_hat = memory["A2"]
    cost = -np.mean(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))

    m = Y.shape[1]
    grads_values = {}
    dA_prev = -(np.divide(Y, Y_hat) - np.divide(1 - Y, 1 - Y_hat))
    for idx in (2, 1):
        dA_curr = dA_prev
        name = architecture[idx - 1][0]
        A, Z = memory[f"A{idx}"], memory[f"Z{idx}"]
        dZ_curr = dA_curr * (Z > 0) if name == "relu" else dA_curr * A * (1 - A)
        dW_curr = dZ_curr @ memory[f"A{idx - 1}"].T / m
        db_curr = np.sum(dZ_curr, axis=1, keepdims=True) / m
        grads_values[f"dW{idx}"], grads_values[f"db{idx}"] = dW_curr, db_curr
        dA_prev = params[f"W{idx}"].T @ dZ_curr
    end_W1, end_W2 = grads_values["dW1"], grads_values["dW2"]
    for idx in (1, 2):
        params[f"W{idx}"] = params[f"W{idx}"] - 0.5 * grads_values[f"dW{idx}"]
        params[f"b{idx}"] = params[f"b{idx}"] - 0.5 * grads_values[f"db{idx}"]
    print(epoch, cost)
