# Recursion over a list and over a number.
# output: y
# gradients: {"x": 81.0, "w": [1.0, 2.0, 4.0]}
x = 2.0
w = [1.0, 0.5, 0.25]


def horner(weights, v):
    if not weights:
        return 0
    return weights[0] + v * horner(weights[1:], v)


def power(v, n):
    return 1 if n == 0 else v * power(v, n - 1)


y = horner(w, x) + 2.5 * power(x, 4) - power(x, 2) / 4 + x / 2
print(y, power(2, 10), horner([], 1))
