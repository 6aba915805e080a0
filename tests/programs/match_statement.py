# match, by value, by type and by shape.
# output: y
# gradients: {"x": [4.0, 3.0], "b": 1.0}
x = [3.0, 4.0]
b = 2.0


def apply(step, value):
    match step:
        case ("add", amount):
            return value + amount
        case {"times": factor, **rest}:
            return value * factor
        case "relu" if value > 0:
            return value
        case float() | int():
            return step
        case [first, *others]:
            return first
        case _:
            return 0


y = x[0]
for step in ({"times": x[1]}, ("add", b), "relu"):
    y = apply(step, y)
    print(step, y)
print(apply(3, 1), apply(2.5, 1), apply("none", -1.0), apply([1, 2], 0))
