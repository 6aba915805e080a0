# functools.lru_cache and partial: each call goes on with its own arguments.
# output: y
# gradients: {"u": 4.0, "v": 8.0, "k": 2.0}
from functools import cache, lru_cache, partial

u = 2.0
v = 2.0
k = 3.0


@lru_cache(maxsize=None)
def square(z):
    print("square of", z)
    return z * z


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


add = partial(lambda a, b: a + b, b=k)
y = square(u) + 2 * square(v) + add(k) + fibonacci(3) * 0
print(y, square.cache_info(), fibonacci(20), fibonacci.cache_info().hits)
