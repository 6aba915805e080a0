# Unpacking: nested, starred, swapped.
# output: total
# gradients: {"first": 2.0, "rest": [2.0, 2.0], "left": 2.0, "right": 3.0}
first, *rest, (left, right) = 1.0, 2.0, 3.0, (4.0, 5.0)
left, right = right, left
(a, b), [c, *d] = (first, left), rest
print(first, rest, left, right, a, b, c, d)
total = 2 * (a + c + d[0]) + left * 3 + right * 2
print(total)
