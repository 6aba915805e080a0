# map, filter and reduce.
# output: y
# gradients: {"x": [3.0, 0.0, 1.5], "w": 2.0}
from functools import reduce
import operator

x = [1.0, -4.0, 2.0]
w = 1.5
kept = list(filter(lambda v: v > 0, x))
scaled = list(map(lambda v: v * w, kept))
product = reduce(operator.mul, scaled, 1)
print(kept, scaled, product, list(map(str, x)), reduce(lambda p, q: p - q, [1, 2, 3.0]))
y = product / w + sum(map(operator.mul, kept, [0, 0]))
print(y)
