# range over a number that has a name.
# output: y
# gradients: {"y": 8.0, "x": 6.0, "w": [4.0, 2.0, 1.0]}
n = 3
step = 1
x = 2.0
w = [1.0, 2.0, 8.0]
y = 0.0
for i in range(0, n, step):
    y = y * x + w[i]
    print(i, y)
print(range(n), list(range(n, 0, -step)), n, type(n))
