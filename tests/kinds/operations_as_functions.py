"""Objects that carry a number, made by functions and gates outside of their class."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "functions beside a class of numbers are its operations": (
        Example(
            name="local_slopes_in_tuples_of_whole_numbers",
            code="""
from collections import defaultdict

class Scalar:
    def __init__(self, val, local_grads=()):
        self.val = val
        self.local_grads = local_grads

def plus(p, q):
    total = p.val + q.val
    return Scalar(total, ((p, 1), (q, 1)))

def times(p, q):
    product = p.val * q.val
    return Scalar(product, ((p, q.val), (q, p.val)))

def grads_of(root):
    grads = defaultdict(int)

    def walk(node, path):
        for child, slope in node.local_grads:
            to_child = path * slope
            grads[child] += to_child
            walk(child, to_child)

    walk(root, path=1)
    return grads

u = Scalar(5)
v = Scalar(2)
s = plus(u, v)
r = times(u, s)
found = grads_of(r)
print(r.val, found[u], found[v])
""",
            output="r",
            value=35.0,
            gradients={"u": 12.0, "v": 5.0},
            inputs=("u", "v"),
            outputs=("r",),
        ),
        Example(
            name="closures_that_give_the_slopes",
            code="""
import math

class Node:
    def __init__(self, data, back=None):
        self.data = data
        self.grad = 0.0
        self.back = back

    def backward(self, upstream=1.0):
        self.grad += upstream
        if self.back:
            self.back(upstream)

def multiply(a, b):
    def back(g):
        a.backward(g * b.data)
        b.backward(g * a.data)
    return Node(a.data * b.data, back)

def exponential(a):
    e = math.exp(a.data)
    return Node(e, lambda g: a.backward(g * e))

height = Node(0.5)
width = Node(-1.5)
area = multiply(height, width)
growth = exponential(area)
growth.backward()
print(height.grad, width.grad)
""",
            output="growth",
            gradients={"height": -1.5 * 0.4723665527410147, "width": 0.5 * 0.4723665527410147},
            inputs=("height", "width"),
        ),
        Example(
            name="a_loss_as_a_function_of_carriers_in_a_loop",
            code="""
class V:
    def __init__(self, value):
        self.value, self.grad = value, 0.0
        self.deps = []

def vmul(a, b):
    out = V(a.value * b.value)
    out.deps = [(a, b.value), (b, a.value)]
    return out

def vsub(a, b):
    out = V(a.value - b.value)
    out.deps = [(a, 1.0), (b, -1.0)]
    return out

def vsquare(a):
    out = V(a.value ** 2)
    out.deps = [(a, 2.0 * a.value)]
    return out

def backprop(node, g=1.0):
    node.grad += g
    for dep, slope in node.deps:
        backprop(dep, g * slope)

slope = V(0.5)
for epoch in range(6):
    for x, t in [(1.0, 3.0), (2.0, 5.0)]:
        guess = vmul(slope, V(x))
        cost = vsquare(vsub(guess, V(t)))
        slope.grad = 0.0
        backprop(cost)
        slope.value -= 0.05 * slope.grad
""",
            output="cost",
            value=6.25,
            gradients={"slope": -5.0},
        ),
    ),
    "gates that keep their inputs make the objects": (
        Example(
            name="a_gate_with_a_unit_at_its_top",
            code="""
class Wire:
    def __init__(self, value, grad=0.0):
        self.value = value
        self.grad = grad

class Times:
    def forward(self, left, right):
        self.left, self.right = left, right
        self.top = Wire(left.value * right.value)
        return self.top
    def backward(self):
        self.left.grad += self.right.value * self.top.grad
        self.right.grad += self.left.value * self.top.grad

class Plus:
    def forward(self, left, right):
        self.left, self.right = left, right
        self.top = Wire(left.value + right.value)
        return self.top
    def backward(self):
        self.left.grad += self.top.grad
        self.right.grad += self.top.grad

p, q, r = Wire(-2.0), Wire(5.0), Wire(-4.0)
plus, times = Plus(), Times()
sum_ = plus.forward(p, q)
f = times.forward(sum_, r)
f.grad = 1.0
times.backward()
plus.backward()
print(p.grad, q.grad, r.grad)
""",
            output="f",
            value=-12.0,
            gradients={"p": -4.0, "q": -4.0, "r": 3.0},
            inputs=("p", "q", "r"),
        ),
        Example(
            name="a_gate_with_a_helper_for_its_number",
            code="""
import math

class Signal:
    def __init__(self, v):
        self.v = v
        self.grad = 0.0

class Squash:
    def curve(self, z):
        return 1 / (1 + math.exp(-z))
    def run(self, inp):
        self.inp = inp
        self.out = Signal(self.curve(inp.v))
        return self.out
    def back(self):
        s = self.out.v
        self.inp.grad += s * (1 - s) * self.out.grad

class Scale:
    def run(self, inp, by):
        self.inp, self.by = inp, by
        self.out = Signal(inp.v * by.v)
        return self.out
    def back(self):
        self.inp.grad += self.by.v * self.out.grad
        self.by.grad += self.inp.v * self.out.grad

weight, x = Signal(0.8), Signal(-1.5)
scale, squash = Scale(), Squash()

def circuit():
    global y
    y = squash.run(scale.run(weight, x))

circuit()
y.grad = 1.0
squash.back()
scale.back()
weight.v += 0.1 * weight.grad
circuit()
print(y.v)
""",
            output="y",
            gradients={"weight": -0.26683, "x": 0.14231},
            outputs=("y", "y"),
        ),
        Example(
            name="gates_as_functions_that_add_to_the_operands",
            code="""
class Num:
    def __init__(self, n):
        self.n = n
        self.d = 0.0
        self.grad_fn = None

def gate_max(a, b):
    best = a if a.n > b.n else b
    out = Num(max(a.n, b.n))
    def go():
        best.d += out.d
    out.grad_fn = go
    return out

def gate_div(a, b):
    out = Num(a.n / b.n)
    def go():
        a.d += out.d / b.n
        b.d -= out.d * a.n / b.n ** 2
    out.grad_fn = go
    return out

one, two, three = Num(6.0), Num(9.0), Num(4.0)
peak = gate_max(one, two)
share = gate_div(peak, three)
share.d = 1.0
share.grad_fn()
peak.grad_fn()
print(two.d, three.d)
""",
            output="share",
            value=2.25,
            gradients={"one": 0.0, "two": 0.25, "three": -0.5625},
        ),
    ),
}
