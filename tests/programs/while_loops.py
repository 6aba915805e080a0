# while with break, continue and else.
# output: y
# gradients: {"x": 0.125, "w": 6.0}
x = 48.0
w = 1.0
y = x * w
steps = 0
while y > 10:
    steps += 1
    y = y / 2
    if steps == 10:
        break
else:
    print("small enough after", steps)
n = 0
while True:
    n += 1
    if n % 2:
        continue
    if n > 5:
        break
print(y, n)
