# gradients kept as a dict of pairs
import math

inputs = {"x": 0.9, "y": -0.4}
p = inputs["x"] ** 2 + 3 * inputs["y"]
q = math.cos(inputs["y"]) * inputs["x"]
r = p * q
s = math.atan(r)

grads = {"s": 1.0}
grads["r"] = grads["s"] / (1 + r**2)
grads["p"] = grads["r"] * q
grads["q"] = grads["r"] * p
grads["x"] = grads["p"] * 2 * inputs["x"] + grads["q"] * math.cos(inputs["y"])
grads["y"] = grads["p"] * 3 - grads["q"] * math.sin(inputs["y"]) * inputs["x"]
for name, value in grads.items():
    print(f"ds/d{name} = {value:.6f}")
