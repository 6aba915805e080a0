# Slices, read and assigned.
# output: y
# gradients: {"values": [0.0, 4.0, 6.0, 2.0], "scale": 8.0}
values = [9.0, 1.0, 2.0, 3.0]
scale = 2.0
middle = values[1:3]
tail = values[::-1][:1]
middle[0:1] = [middle[0] * scale, tail[0]]
print(middle, values[-2:], tail, values[::2])
y = middle[0] * scale + middle[1] * middle[2] + 2 * middle[2] * scale - middle[2]
print(y, len(middle))
