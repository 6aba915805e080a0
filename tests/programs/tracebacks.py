# The text of an error that was caught.
# output: y
# gradients: {"x": 0.5, "w": 2.0}
import traceback

x = 2.0
w = 0.5


def divide(a, c):
    return a / c


try:
    divide(x, w - w)
except ZeroDivisionError as error:
    print(traceback.format_exc())
    print(error.__traceback__.tb_next.tb_next is None)
for call in (lambda: len(), lambda: max(), lambda: sum(x), lambda: range(x), lambda: x + "a"):
    try:
        call()
    except TypeError as error:
        print(error)
y = x * w
