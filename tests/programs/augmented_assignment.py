# Augmented assignment to the items of a list.
# output: z
# gradients: {"x": [0.5, 1.0], "w": [4.0, -6.0], "b": [4.0]}
x = [2.0, -3.0]
w = [0.25, 0.5]
b = [1.0]
parts = [x[0] * w[0], x[1] * w[1]]
parts[0] += b[0]
parts[1] -= -b[0]
parts[0] *= 2
parts[1] /= 0.5
print(parts)
z = parts[0] + parts[1]
print("z", z)
