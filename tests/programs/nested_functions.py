# A function within a function.
# output: y
# gradients: {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0}
x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0


def neuron(x, w, b):
    """One neuron."""

    def dot(p, q):
        return sum(s * t for s, t in zip(p, q))

    def relu(z):
        return max(z, 0)

    return relu(dot(x, w) + b)


y = neuron(x, w, b)
print(y, neuron.__name__, neuron.__doc__)
