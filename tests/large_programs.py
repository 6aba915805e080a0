"""Programs of any size in three shapes: a chain, one wide neuron, layers of neurons."""

from __future__ import annotations


def chain(values: int) -> str:
    """Each operation uses the one before; one weight is used everywhere."""
    return f"""
import math
w, h = 0.9, 0.5
for i in range({values // 4}):
    h = math.tanh(h * w + 0.1)
y = h
"""


def wide(values: int) -> str:
    """One neuron with very many inputs."""
    count = values // 3
    return f"""
x = [0.001 * i - 0.3 for i in range({count})]
w = [0.5 - 0.002 * i for i in range({count})]
b = 1.0
z = sum(a * c for a, c in zip(x, w)) + b
y = max(z, 0.0)
"""


def network(values: int) -> str:
    """Two layers, each neuron with every output of the layer before."""
    size = max(2, round((values / 4) ** 0.5))
    return f"""
import math
size = {size}
x = [0.01 * i for i in range(size)]
W1 = [[0.01 * ((i * 7 + j * 3) % 11 - 5) for j in range(size)] for i in range(size)]
W2 = [[0.02 * ((i * 5 + j * 2) % 9 - 4) for j in range(size)] for i in range(size)]
def layer(W, x):
    return [math.tanh(sum(w * v for w, v in zip(row, x))) for row in W]
h2 = layer(W2, layer(W1, x))
y = sum(h * h for h in h2)
"""


SHAPES = {"chain": chain, "wide": wide, "network": network}
