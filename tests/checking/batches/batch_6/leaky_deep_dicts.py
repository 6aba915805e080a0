import numpy as np

rng = np.random.RandomState(31)
p = {"A": rng.randn(4, 3) * 0.5, "B": rng.randn(2, 4) * 0.5, "a": np.zeros((4, 1)), "b": np.zeros((2, 1))}
inputs = rng.randn(3, 6)
wanted = rng.randn(2, 6)
slope = 0.1

for step in range(3):
    c = {}
    c["pre"] = p["A"] @ inputs + p["a"]
    c["hid"] = np.where(c["pre"] > 0, c["pre"], slope * c["pre"])
    c["out"] = p["B"] @ c["hid"] + p["b"]
    loss = np.mean((c["out"] - wanted) ** 2)

    g = {}
    g["out"] = 2 * (c["out"] - wanted) / wanted.size
    g["B"] = g["out"] @ c["hid"].T
    g["b"] = g["out"].sum(axis=1, keepdims=True)
    g["hid"] = p["B"].T @ g["out"]
    g["pre"] = g["hid"] * np.where(c["pre"] > 0, 1.0, slope)
    g["A"] = g["pre"] @ inputs.T
    g["a"] = g["pre"].sum(axis=1, keepdims=True)
    for name in p:
        p[name] -= 0.2 * g[name]
print(loss)
