# Closures that keep a number, and one that counts.
# output: y
# gradients: {"x": 1.5, "slope": 4.0, "u": 1.5}
slope = 1.5
x = 2.0
u = 2.0


def make_line(k):
    calls = 0

    def line(v):
        nonlocal calls
        calls += 1
        return k * v, calls

    return line


line = make_line(slope)
other = make_line(-1)
first, n = line(x)
second, m = line(u)
print(n, m, first, second, other(x), line.__closure__[0].cell_contents)
y = first + second
print(y)
