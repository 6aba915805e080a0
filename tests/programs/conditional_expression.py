# ReLU as a conditional expression, on and off.
# output: y
# gradients: {"x": [2.0, 0.0], "w": [3.0, 0.0]}
x = [3.0, -1.0]
w = [2.0, 4.0]
on = x[0] * w[0]
off = x[1] * w[1]
a = on if on > 0 else 0
b = off if off > 0 else 0
print(a, b, type(b), "yes" if a else "no")
y = a + b
print(y)
