# Fraction and Decimal stay what they are, beside what is differentiated.
# output: y
# gradients: {"x": 0.25, "w": 1.5}
from decimal import Decimal
from fractions import Fraction

x = 1.5
w = 0.25
n = 3
third = Fraction(1, n)
print(third, third + 1, Fraction(x), third * n, Fraction(n, 6), Decimal(n) / 8, Decimal("0.1") * n)
print(type(third * 2), third < x, float(third), Decimal(x), round(Fraction(7, 2)))
y = x * w
print(y)
