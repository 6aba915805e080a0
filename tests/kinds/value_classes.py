"""Objects that carry one number: it takes the object's name, `.grad` is a gradient."""

from __future__ import annotations

import math

from tests.kinds.example import Example

_SCALAR = """
class Scalar:
    def __init__(self, data, parents=(), op="", name=None):
        self.data, self.parents, self.op, self.name = data, parents, op, name
        self.grad, self.push = 0.0, None

    def __add__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        out = Scalar(self.data + other.data, (self, other), "+")

        def push():
            self.grad += out.grad
            other.grad += out.grad

        out.push = push
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        out = Scalar(self.data * other.data, (self, other), "*")

        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.push = push
        return out

    __radd__, __rmul__ = __add__, __mul__

    def tanh(self):
        t = (math.exp(2 * self.data) - 1) / (math.exp(2 * self.data) + 1)
        out = Scalar(t, (self,), "tanh")

        def push():
            self.grad += (1 - t * t) * out.grad

        out.push = push
        return out

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            if node.push:
                node.push()
"""
_NEURON_SLOPE = 1 - math.tanh(0.25) ** 2

KINDS = {
    "objects with operators that carry one number": (
        Example(
            name="tanh_neuron_of_scalars",
            code="import math\n"
            + _SCALAR
            + """
x1, x2 = Scalar(2.0), Scalar(0.5)
w1, w2 = Scalar(-0.5), Scalar(1.5)
b = Scalar(0.5)
s = x1 * w1 + x2 * w2 + b
o = s.tanh()
o.backward()
print(x1.grad, w1.grad, x2.grad, w2.grad, b.grad)
""",
            output="o",
            value=math.tanh(0.25),
            gradients={
                "x1": -0.5 * _NEURON_SLOPE,
                "w1": 2.0 * _NEURON_SLOPE,
                "x2": 1.5 * _NEURON_SLOPE,
                "w2": 0.5 * _NEURON_SLOPE,
                "b": _NEURON_SLOPE,
            },
            inputs=("x1", "x2", "w1", "w2", "b"),
            unique=True,
        ),
        Example(
            name="scalars_in_a_list_and_a_number_from_the_left",
            code="import math\n"
            + _SCALAR
            + """
w = [Scalar(1.0), Scalar(-2.0), Scalar(3.0)]
x = [0.5, 1.0, 1.5]
total = sum((wi * xi for wi, xi in zip(w, x)), Scalar(0.25))
loss = 2.0 * total
loss.backward()
print([wi.grad for wi in w])
""",
            output="loss",
            value=6.5,
            gradients={"w[0]": 1.0, "w[1]": 2.0, "w[2]": 3.0},
        ),
        Example(
            name="layer_of_neurons_by_their_path",
            code="import math\n"
            + _SCALAR
            + """
class Neuron:
    def __init__(self, weights, bias):
        self.w = [Scalar(w) for w in weights]
        self.b = Scalar(bias)

    def __call__(self, x):
        act = self.b
        for wi, xi in zip(self.w, x):
            act = act + wi * xi
        return act

class Layer:
    def __init__(self):
        self.neurons = [Neuron([1.0, 2.0], 0.5), Neuron([-1.0, 0.5], 0.0)]

    def __call__(self, x):
        return [n(x) for n in self.neurons]

layer = Layer()
x = [Scalar(3.0), Scalar(-1.0)]
p, q = layer(x)
out = p * q
out.backward()
print(layer.neurons[0].w[0].grad, layer.neurons[1].b.grad)
""",
            output="out",
            value=-5.25,
            gradients={
                "layer.neurons[0].w[0]": -10.5,
                "layer.neurons[0].w[1]": 3.5,
                "layer.neurons[0].b": -3.5,
                "layer.neurons[1].w[0]": 4.5,
                "layer.neurons[1].w[1]": -1.5,
                "layer.neurons[1].b": 1.5,
                "x[0]": -5.0,
                "x[1]": -6.25,
            },
        ),
        Example(
            name="dual_role_of_one_object_twice",
            code="import math\n"
            + _SCALAR
            + """
a = Scalar(-3.0)
b = a + a
c = b * a
c.backward()
print(a.grad)
""",
            output="c",
            value=18.0,
            gradients={"a": -12.0},
            inputs=("a",),
        ),
        Example(
            name="node_class_with_forward_gates",
            code="""
class Wire:
    def __init__(self, value, grad=0.0):
        self.value, self.grad = value, grad

class Multiply:
    def forward(self, a, b):
        self.a, self.b = a, b
        self.out = Wire(a.value * b.value)
        return self.out

    def backward(self):
        self.a.grad += self.b.value * self.out.grad
        self.b.grad += self.a.value * self.out.grad

left, right = Wire(1.5), Wire(-4.0)
gate = Multiply()
top = gate.forward(left, right)
top.grad = 1.0
gate.backward()
print(left.grad, right.grad)
""",
            output="top|top.value|self.out.value|gate.out.value",
            value=-6.0,
            gradients={"left|left.value": -4.0, "right|right.value": 1.5},
        ),
    ),
    "the number is the only attribute, under a letter that gradients have too": (
        Example(
            name="d_is_the_number",
            code="""
class V:
    def __init__(self, d):
        self.d = d
    def __mul__(self, other):
        return V(self.d * other.d)

a, b = V(2.0), V(3.0)
y = a * b
print(y.d)
""",
            output="y",
            value=6.0,
            gradients={"a": 3.0, "b": 2.0},
        ),
        Example(
            name="g_is_the_number_of_a_sum",
            code="""
class Num:
    def __init__(self, g):
        self.g = g
    def __add__(self, other):
        return Num(self.g + other.g)
    def __mul__(self, other):
        return Num(self.g * other.g)

u, v, w = Num(1.5), Num(-2.0), Num(4.0)
s = u * v + w
print(s.g)
""",
            output="s",
            value=1.0,
            gradients={"u": -2.0, "v": 1.5, "w": 1.0},
        ),
        Example(
            name="d_is_the_gradient_beside_a_number",
            code="""
class Pair:
    def __init__(self, n, d=0.0):
        self.n, self.d = n, d
    def __mul__(self, other):
        return Pair(self.n * other.n, self.d * other.n + self.n * other.d)

p, q = Pair(2.0, 1.0), Pair(5.0)
r = p * q
print(r.n, r.d)
""",
            output="r",
            value=10.0,
            gradients={"p": 5.0, "q": 2.0},
        ),
    ),
}
