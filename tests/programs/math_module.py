# The functions of math.
# output: y
# gradients: {"x": 0.5, "u": 7.38905609893065, "v": 0.25}
import math
from math import exp, sqrt

x = 2.0
u = 2.0
v = 4.0
print(math.pi, math.floor(x), math.ceil(2.5), math.isclose(x, 2.0), math.hypot(3, 4), math.inf)
y = math.log(x) + exp(u) + sqrt(v)
print(y, math.tanh(0.5), math.sin(1), math.log(8, 2), math.log10(v), math.factorial(4))
