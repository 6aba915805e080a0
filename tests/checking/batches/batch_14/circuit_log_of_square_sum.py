import math

# f(a, b, c) = log(1 + (a*b + c)^2) * max(b, c)
a, b, c = 1.2, -0.7, 2.0

# forward pass, every gate gets a name
ab = a * b                  # (1)
s = ab + c                  # (2)
sq = s ** 2                 # (3)
one = 1 + sq                # (4)
lg = math.log(one)          # (5)
m = max(b, c)               # (6)
f = lg * m                  # (7)
print('f =', f)

# backward pass, in reverse order
# backprop f = lg * m
dlg = m                     # (7)
dm = lg                     # (7)
# backprop m = max(b, c), the gradient goes to the larger one
db = dm if b > c else 0.0   # (6)
dc = dm if c > b else 0.0   # (6)
# backprop lg = log(one)
done = dlg / one            # (5)
# backprop one = 1 + sq
dsq = done                  # (4)
# backprop sq = s^2
ds = 2 * s * dsq            # (3)
# backprop s = ab + c
dab = ds                    # (2)
dc += ds                    # (2)
# backprop ab = a * b
da = b * dab                # (1)
db += a * dab               # (1)

print('da =', da, ' db =', db, ' dc =', dc)

# follow the gradient a little: f should go up
step = 0.01
a += step * da
b += step * db
c += step * dc
print('f after the step =', math.log(1 + (a * b + c) ** 2) * max(b, c))
