# float() of a number goes on; int() and bool() beside it.
# output: y
# gradients: {"x": 5.0, "k": 2.5}
x = 2.5
k = 5
y = float(k) * float(x)
print(y, int(y), int(-x), float("1.5") * 2, int("7") + k, bool(x), float(k), int(x) + 1)
print(type(k), type(x), type(y), type(int(y)), k / 2, k // 2, 7.0 // 2)
