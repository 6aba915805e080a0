import math

xs = [0.4, -1.3, 0.9]
scale, shift = 1.5, 0.1
n = len(xs)

mean = sum(xs) / n
centered = [x - mean for x in xs]
var = sum(c * c for c in centered) / n
inv = 1 / math.sqrt(var + 1e-5)
hat = [c * inv for c in centered]
ys = [scale * h + shift for h in hat]
total = sum(y**3 for y in ys)

d_ys = [3 * y * y for y in ys]
d_shift = sum(d_ys)
d_scale = sum(d * h for d, h in zip(d_ys, hat))
d_hat = [d * scale for d in d_ys]
d_inv = sum(d * c for d, c in zip(d_hat, centered))
d_var = d_inv * -0.5 * inv**3
d_centered = [d * inv + d_var * 2 * c / n for d, c in zip(d_hat, centered)]
d_mean = -sum(d_centered)
d_xs = [d + d_mean / n for d in d_centered]
print(total, d_xs)
