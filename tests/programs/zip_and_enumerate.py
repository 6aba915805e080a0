# zip and enumerate.
# output: z
# gradients: {"inputs": [0.0, -1.0, 4.0], "weights": [0.0, -2.0, 6.0], "bias": 1.0}
inputs = [1.0, -2.0, 3.0]
weights = [-3.0, -1.0, 2.0]
bias = 0.5
z = 0.0
for i, (value, weight) in enumerate(zip(inputs, weights)):
    z += i * value * weight
    print(i, value, weight, z, type(i), type(z))
z += bias
print(list(enumerate(weights, start=1)), list(zip(inputs, weights, strict=True)))
