# print with sep, end and file, and the texts of containers.
# output: y
# gradients: {"x": [4.0, 5.0], "n": 7.75}
import sys

x = [1, 1.5]
n = 2
y = n * x[0] * n + n * x[1] * 2.5
y = y - 0
print(x, n, sep=" | ", end="!\n")
print("x", x[1], {n: x}, (n,), {x[1]}, sep="", flush=True)
print(n, file=sys.stdout)
sys.stdout.write(f"{y}\n")
print(*x, repr(x), str(n), y)
