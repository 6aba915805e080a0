# exec and eval of a text.
# output: y
# gradients: {"x": 2.0, "n": 3.0}
x = 3.0
n = 2
exec("z = 2.0 * n\nz = z / 2")
y = eval("x * z")


def local(a):
    return eval("a + 2.0 * n"), eval("x", {"x": 5}), eval("1 + 1", {"__builtins__": {}})


print(y, local(1), eval("max(n, 1)"))
