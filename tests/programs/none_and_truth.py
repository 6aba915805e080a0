# `is None`, truth of numbers, `and` and `or`.
# output: y
# gradients: {"x": 2.5, "w": 2.0, "b": 1.0}
x = 2.0
w = 2.5
b = 0.0
target = None
z = x * w
if target is None:
    print("no target")
if x and not b and z:
    print("x alone", b or "no bias", x and w, not z)
y = (z or 1) + b
print(y, y is not None, target or y, bool(b), [v for v in (x, b) if v], all([x, w]), any([b]))
print(x is x, z is y, type(z) is float)
