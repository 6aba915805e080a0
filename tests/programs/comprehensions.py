# List, dict and set comprehensions, and a generator expression.
# output: y
# gradients: {"x": [0.5, 3.0, 1.5], "w": [1.0, 4.0, 9.0]}
x = [1.0, 2.0, 3.0]
w = [0.5, 1.5, 0.5]
products = [a * c for a, c in zip(x, w)]
named = {f"p{i}": p for i, p in enumerate(products)}
large = [p for p in products if p > 0.6]
sizes = {len(large), len(products)}
print(products, named, sorted(sizes), [[a, c] for a in x if a > 1 for c in (1, 2)])
y = sum(p for p in products) + named["p1"] + sum(v * 2 for v in [x[2] * w[2]])
print(y)
