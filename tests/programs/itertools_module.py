# The iterators of itertools.
# output: y
# gradients: {"x": [6.0, 4.0, 1.0], "w": [1.0, 2.0]}
from itertools import accumulate, chain, combinations, islice, count, product, repeat, starmap
import operator

x = [1.0, 2.0, 3.0]
w = [2.0, 2.0]
sums = list(accumulate(x))
products = list(starmap(operator.mul, zip(x, w)))
print(sums, products, list(chain(x, w)), list(combinations([1, 2.0, 3], 2)))
print(list(islice(count(1.0, 0.5), 3)), list(product([1.0], "ab")), list(repeat(2.5, 2)))
y = sum(sums) + sum(products) + x[0]
print(y, list(accumulate([1, 2, 3.5], operator.mul)))
