import numpy as np


def make_model(w_init, b_init):
    state = {"w": np.array(w_init), "b": b_init}

    def step(x, y, lr):
        w, b = state["w"], state["b"]
        y_hat = x @ w + b
        e = y_hat - y
        loss = float(e @ e)
        de = 2 * e
        dw = de @ x
        db = de.sum()
        state["w"] = w - lr * dw
        state["b"] = b - lr * db
        return loss

    return step


x = np.array([[1.0, 2.0], [0.0, -1.0], [2.0, 1.0]])
y = np.array([1.0, 0.5, -0.5])
step = make_model([0.1, 0.2], 0.0)
print([round(step(x, y, 0.02), 4) for _ in range(6)])
