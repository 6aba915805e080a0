# What the code can see of itself.
# output: y
# gradients: {"x": 4.0, "w": 1.5}
import sys

x = 1.5
w = 4.0


def product(a, c):
    print(sorted(locals()), dir())
    return a * c


class Box:
    size = w


values = ["a", "b"]
values[int("0")] += "c"
try:
    values[int("7")] += 1
except IndexError as error:
    print(error)
y = product(x, w)
if __name__ == "__main__":
    print(sorted(n for n in globals() if not n.startswith("__")), sys.argv[1:], __doc__)
print(dir(x) == dir(1.5), [n for n in dir() if "gb" in n], [n for n in dir(Box) if "gb" in n])
print(hasattr(x, "__dict__"), hasattr(x, "grad"), sys.getsizeof(x) == sys.getsizeof(1.5))
del values
