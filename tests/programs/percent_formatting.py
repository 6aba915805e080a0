# Strings made with % and with format.
# output: y
# gradients: {"x": 0.5, "w": 4.0}
x = 4.0
w = 0.5
n = 3
y = x * w
print("y = %.2f, x = %s, n = %d %5d %x %r" % (y, x, n, y, n, w))
print("%s" % y, "{:8.3f}|{!r:>6}|{name}".format(y, n, name=x), "%(x)s" % {"x": x})
print("-" * n, "x".ljust(n) + "|", str(y) + repr(n), "=".join([str(x), str(n)]))
