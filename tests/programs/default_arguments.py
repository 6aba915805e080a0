# Default arguments, by position and by name.
# output: y
# gradients: {"x": 7.0, "w": 6.0, "b": 1.0}
x = 2.0
w = 3.0
b = 0.5


def line(x, w=3.0, b=0.0, *, power=1):
    return w * x**power + b


y = line(x, w) + line(x, b=b) + line(b=0, w=1, x=x) + 2 * (line(x, w=w) - line(x))
print(y, line(2, 3, 4, power=2), line.__defaults__, line.__kwdefaults__)
