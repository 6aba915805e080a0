# sorted, max and min with a key.
# output: y
# gradients: {"x": [0.0, 2.0, 0.0, 1.0], "w": -3.0}
x = [2.0, -3.0, 0.5, 1.0]
w = 2.0
order = sorted(x)
far = max(x, key=abs)
by_index = sorted(range(len(x)), key=lambda i: x[i])
near = min(x, key=lambda v: (v - 1) ** 2)
print(order, far, by_index, near, sorted(x, reverse=True), max(x), min(3, 2.0), max("ab", "b"))
y = far * w + near
print(y, sorted([(1.5, "b"), (w, "a")], key=lambda pair: pair[1]), max([], default=w))
