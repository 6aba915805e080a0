# Comparisons, chained ones too, and their use as numbers.
# output: y
# gradients: {"z": 3.0}
z = 1.5
low = -2
high = 2.0
inside = low < z <= high
outside = not low < z < 1 < high
active = z > 0
print(inside, outside, z == 1.5, z != low, low < high, active, type(active), active is True)
y = z * active + (z * 2 if inside else z) + (z > 100) * z
print(y, active + active, max(active, 0), [z > v for v in (1, 2)])
