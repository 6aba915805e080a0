# Exceptions that the code catches itself.
# output: y
# gradients: {"x": 6.0, "w": 4.5}
x = 3.0
w = 2.0
zero = 0.0


def safe(p, q):
    try:
        return p / q
    except ZeroDivisionError as error:
        print(type(error).__name__, error, error.args)
        return p
    finally:
        print("tried")


for bad in (lambda: [x][5], lambda: {"a": w}["b"], lambda: float("no"), lambda: x + "1"):
    try:
        bad()
    except (IndexError, KeyError, ValueError) as error:
        print(repr(error))
    except Exception as error:
        print("other", error)
    else:
        print("fine")
try:
    raise ValueError("too large", x)
except ValueError as error:
    print(error, error.args)
y = safe(x, zero) * safe(x, 1) * w / 2
print(y)
