# Tuples as inputs, and several results at once.
# output: z
# gradients: {"point": (2.0, 8.0), "weights": ((1.0,), (6.0,))}
point = (1.0, 3.0)
weights = ((2.0,), (4.0,))


def forward(point, weights):
    p = point[0] * weights[0][0]
    q = point[1] * weights[1][0]
    return p, q


p, q = forward(point, weights)
z = p + 2 * q
print(p, q, z, point + (1,), (p, q) > (1, 2), point == (1, 3), point.count(5))
