# int stays int and float stays float.
# output: y
# gradients: {"x": 3.0, "w": [2.0, 2.0], "b": 1.0}
x = 2
w = [1, 2.0]
b = 3
s = x * w[0]
t = x * w[1]
y = s + t + b
print(s, t, y, type(s), type(t), type(y), type(x / 1), x // 2, x**2, x**-1, 7 % x, -x)
print(
    x & 1, x | 1, x << 2, ~x, x == 2.0, [x] * x, "ab" * x, divmod(7, x), 10**20 * x, x.bit_length()
)
print(
    isinstance(x, int),
    isinstance(y, float),
    type(x) is int,
    0.1 + 0.2,
    1e16 + x,
    -0.0,
    y.is_integer(),
)
