# A function that returns early.
# output: y
# gradients: {"x": [3.0, 0.0], "w": 2.0}
x = [2.0, -2.0]
w = 3.0


def relu(z):
    if z <= 0:
        return 0.0
    print("passes", z)
    return z


def first_large(values):
    for value in values:
        if value > 1:
            return value
    return None


y = relu(x[0] * w) + relu(x[1] * w)
print(y, first_large(x), first_large([0, 1]))
