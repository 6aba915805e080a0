# A dict of parameters, updated by its items.
# output: y
# gradients: {"params": {"w1": 2.0, "w2": 1.5, "b": 1.0}, "x": 1.0}
params = {"w1": 0.5, "w2": 2.0, "b": 0.25}
x = 1.0
hidden = params["w1"] * x
hidden += 1
y = hidden * params["w2"] + params.get("b") + params.get("none", 0)
for name, value in params.items():
    print(name, value)
print(list(params), list(params.values()), "b" in params, len(params), y)
grads = {"w1": params["w2"] * x, "w2": hidden, "b": 1.0}
params = {name: value - 0.1 * grads[name] for name, value in params.items()}
print(params)
