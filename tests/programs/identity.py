# `is` and id: the objects that plain Python would have.
# output: y
# gradients: {"a": 3.0, "b": 2.0}
a = 2
b = 3
c = a
d = 2
x = 1.5
print(a is c, a is d, a is b, a is not b, x is x, max(x, 1) is x, id(a) == id(d), +a is a)
p = q = [a]
print(p is q, p is [a], p[0] is a, float(x) is x, int(a) is d)
y = a * b
print(y)
