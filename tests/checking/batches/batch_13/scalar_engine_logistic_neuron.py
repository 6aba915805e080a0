import math


class Scalar:
    def __init__(self, value, parents=()):
        self.value = value
        self.parents = parents
        self.grad = 0.0
        self.backward_fn = lambda: None

    def __add__(self, other):
        result = Scalar(self.value + other.value, (self, other))

        def backward_fn():
            self.grad += result.grad
            other.grad += result.grad

        result.backward_fn = backward_fn
        return result

    def __sub__(self, other):
        result = Scalar(self.value - other.value, (self, other))

        def backward_fn():
            self.grad += result.grad
            other.grad -= result.grad

        result.backward_fn = backward_fn
        return result

    def __mul__(self, other):
        result = Scalar(self.value * other.value, (self, other))

        def backward_fn():
            self.grad += result.grad * other.value
            other.grad += result.grad * self.value

        result.backward_fn = backward_fn
        return result

    def sigmoid(self):
        s = 1 / (1 + math.exp(-self.value))
        result = Scalar(s, (self,))

        def backward_fn():
            self.grad += result.grad * s * (1 - s)

        result.backward_fn = backward_fn
        return result


def backprop(node):
    order = []
    def walk(n):
        if n in order:
            return
        for p in n.parents:
            walk(p)
        order.append(n)
    walk(node)
    node.grad = 1.0
    for n in reversed(order):
        n.backward_fn()


w, x, b, target = Scalar(-0.4), Scalar(2.0), Scalar(0.9), Scalar(1.0)
y = (w * x + b).sigmoid()
cost = (y - target) * (y - target)
backprop(cost)
print("dw", w.grad, "dx", x.grad, "db", b.grad)
