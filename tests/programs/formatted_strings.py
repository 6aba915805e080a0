# f-strings with format specs.
# output: y
# gradients: {"x": -2.0, "w": 3.0}
x = 3.0
w = -2.0
n = 7
y = x * w
width = 10
print(f"{x} {w!r} {y:.3f} {y:>{width}.2f}| {n:03d} {n:b} {n:,} {y:+.1e} {x:%} {y=} {n = :>4}")
print(f"{'y':<4}{y:^9}|{x * 2:g}", f"{n}", f"{[x, n]} {(y,)}")
