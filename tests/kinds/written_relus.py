"""ReLU written as a choice is a ReLU, and the last name is that of its result."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "a ReLU written with if": (
        Example(
            name="function_with_two_returns",
            code="""
def relu(v):
    if v > 0:
        return v
    return 0

x, w, b = [1.0, -2.0, 3.0], [-3.0, -1.0, 2.0], 1.0
z = sum(i * j for i, j in zip(x, w)) + b
y = relu(z)
print(y, relu(-3), type(relu(-2.5)))
""",
            output="y",
            value=6.0,
            gradients={"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0},
            captions=("ReLU",),
        ),
        Example(
            name="dead_neuron_by_an_early_return_of_zero",
            code="""
def relu(v):
    if v <= 0: return 0
    return v

x, w, b = 2.0, -1.5, -0.5
a = relu(x * w + b)
da = 1.0
dz = da * (1.0 if a > 0 else 0.0)
dw = dz * x
print(a, type(a), dw)
""",
            output="a",
            value=0.0,
            gradients={"x": 0.0, "w": 0.0, "b": 0.0},
            captions=("ReLU",),
        ),
        Example(
            name="attribute_that_is_rectified_in_a_training",
            code="""
class Neuron:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.z = self.w * x + self.b
        self.a = self.z if self.z > 0 else 0.0
        return self.a

n = Neuron(0.5, 0.25)
for epoch in range(3):
    out = n.forward(2.0)
    n.w -= 0.1 * 2.0
    n.b -= 0.1
print(out)
""",
            output="out|n.a",
            value=1.25,
            gradients={"n.w|w": 2.0, "n.b|b": 1.0, "x": 0.5},
            captions=("ReLU",),
        ),
        Example(
            name="function_that_returns_the_sum_and_its_relu",
            file="notes.md",
            code="""
Two functions, then the chain rule.

```python
def relu(v):
    return 0.0 if v < 0 else v

def neuron(x, w, b):
    s = b
    for xi, wi in zip(x, w):
        s += xi * wi
    return s, relu(s)

def backward(up, s, x):
    ds = up * (1.0 if s > 0 else 0.0)
    return [ds * xi for xi in x], ds

x, w, b = [1.0, -2.0], [-3.0, -1.0], 2.0
s, a = neuron(x, w, b)
dw, db = backward(1.0, s, x)
```
""",
            output="a",
            value=1.0,
            gradients={"w": [1.0, -2.0], "b|s": 1.0},
        ),
        Example(
            name="a_choice_that_is_no_relu",
            code="""
def leaky(v):
    return v if v > 0 else 0.1 * v

x, w = -2.0, 1.5
y = leaky(x * w)
print(y)
""",
            output="y",
            value=-0.3,
            gradients={"x": 0.15, "w": -0.2},
            no_caption=("ReLU",),
        ),
    ),
}
