# with statements, one's own and contextlib's.
# output: y
# gradients: {"x": 2.0, "w": 3.0}
from contextlib import contextmanager, suppress

x = 3.0
w = 2.0


class Scope:
    def __init__(self, value):
        self.value = value

    def __enter__(self):
        print("in", self.value)
        return self.value

    def __exit__(self, kind, error, trace):
        print("out", kind and kind.__name__)
        return kind is ZeroDivisionError


@contextmanager
def doubled(value):
    print("before")
    yield value * 2
    print("after")


with Scope(x) as a, doubled(w) as c:
    y = a * c
    y = y / 2
with Scope(1), suppress(KeyError):
    {}["k"]
with Scope(0):
    1 / 0
print(y)
