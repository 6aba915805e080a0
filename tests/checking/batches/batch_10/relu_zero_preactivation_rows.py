import numpy as np

# Example layer output; some of the values are exactly zero
z = np.array([[2, 0, -1, 3],
              [-4, 1, 0, -2],
              [0, 5, -3, 1]], dtype=float)

# the gradient that comes from the next layer
dvalues = np.array([[1, 2, 3, 4],
                    [5, 6, 7, 8],
                    [9, 10, 11, 12]], dtype=float)

# forward
relu = np.maximum(0, z)
print("ReLU:")
print(relu)

# version 1: an array of zeros, set to 1 where the input was positive
drelu_dz = np.zeros_like(z)
drelu_dz[z > 0] = 1
dz = drelu_dz * dvalues  # the chain rule

# version 2: shorter
dz_short = dvalues.copy()
dz_short[z <= 0] = 0

print("gradient, version 1:")
print(dz)
print("gradient, version 2:")
print(dz_short)
print(np.array_equal(dz, dz_short))
