# Generators: yield, send, yield from.
# output: y
# gradients: {"x": [3.0, 2.0, 1.0], "w": 6.0}
x = [1.0, 2.0, -1.0]
w = 1.0


def running(values):
    total = 0.0
    for value in values:
        total += value
        yield total


def scaled(values):
    yield from (v * w for v in running(values))


def echo():
    got = 0
    while True:
        got = yield got


heard = echo()
next(heard)
print(heard.send(2.5), heard.send(3), next(scaled(x)))
y = sum(scaled(x))
print(y)
