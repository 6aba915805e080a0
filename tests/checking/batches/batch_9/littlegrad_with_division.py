import math


class Num:
    """my tiny autograd, written on the train"""

    def __init__(self, data, _children=(), label=''):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(_children)
        self.label = label

    def __add__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data + other.data, (self, other))

        def _backward():
            self.grad += 1.0 * out.grad
            other.grad += 1.0 * out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data * other.data, (self, other))

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

    def __truediv__(self, other):
        out = Num(self.data / other.data, (self, other))

        def _backward():
            self.grad += out.grad / other.data
            other.grad -= self.data / other.data ** 2 * out.grad
        out._backward = _backward
        return out

    def exp(self):
        out = Num(math.exp(self.data), (self,))

        def _backward():
            self.grad += out.data * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Num(self.data if self.data > 0 else 0.0, (self,))

        def _backward():
            self.grad += (1.0 if out.data > 0 else 0.0) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        topo, visited = [], set()

        def build(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build(child)
                topo.append(v)
        build(self)
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()


w, x, b = Num(0.8, label='w'), Num(-1.5, label='x'), Num(2.0, label='b')
h = (w * x + b).relu()
e = (h + h * w).exp()
y = e / (e + 1)
y.backward()

g_w, g_x = w.grad, x.grad
g_b = b.grad
print(y.data, g_w, g_x, g_b)
