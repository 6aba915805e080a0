import math


class Var:
    def __init__(self, value, inputs=()):
        self.value = value
        self.inputs = inputs
        self.grad = 0.0

    def __add__(self, other):
        return Var(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Var(self.value * other.value, ((self, other.value), (other, self.value)))

    def exp(self):
        e = math.exp(self.value)
        return Var(e, ((self, e),))

    def backward(self, upstream=1.0):
        self.grad += upstream
        for parent, local in self.inputs:
            parent.backward(upstream * local)


a = Var(0.5)
b = Var(-1.1)
c = Var(0.9)
ab = a * b
s = ab + c
e = s.exp()
top = e * a
top.backward()
da, db, dc = a.grad, b.grad, c.grad
print(da, db, dc)
