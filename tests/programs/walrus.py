# Names given within an expression.
# output: y
# gradients: {"x": [4.0, 8.0], "w": 18.0}
x = [1.0, 4.0]
w = 2.0
if (p := x[0] * w) > 1:
    print("large", p)
values = [q for v in x if (q := v * w) > 1]
while (n := len(values)) < 4:
    values.append(0)
print(values, n, q)
y = p + values[0] + values[1] * 4
print(y)
