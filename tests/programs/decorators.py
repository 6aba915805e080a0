# Decorators, with and without arguments.
# output: y
# gradients: {"x": 12.0, "w": 8.0}
import functools

x = 2.0
w = 3.0


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        result = function(*args)
        print(function.__name__, args, result)
        return result

    return wrapper


def times(factor):
    def decorate(function):
        return lambda *args: function(*args) * factor

    return decorate


@times(2)
@logged
def product(a, c):
    return a * c


y = product(x, w) + product(w, x)
print(y, logged(product).__name__)
