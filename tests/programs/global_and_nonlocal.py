# global and nonlocal names.
# output: y
# gradients: {"x": 7.0, "w": 8.0}
x = 4.0
w = 3.0
y = 0.0
count = 0


def add(value):
    global y, count
    count += 1
    y = y + value


def twice(value):
    total = 0

    def more():
        nonlocal total
        total += value

    more()
    more()
    return total


add(twice(x * w))
add(x)
print(y, count)
