import math


class Scalar:
    """my own tiny autograd, number + gradient"""

    def __init__(self, val, parents=()):
        self.val = val
        self.grad = 0.0
        self.parents = parents
        self.back = None

    def __add__(self, o):
        o = o if isinstance(o, Scalar) else Scalar(o)
        res = Scalar(self.val + o.val, (self, o))

        def back():
            self.grad += res.grad
            o.grad += res.grad

        res.back = back
        return res

    def __mul__(self, o):
        o = o if isinstance(o, Scalar) else Scalar(o)
        res = Scalar(self.val * o.val, (self, o))

        def back():
            self.grad += o.val * res.grad
            o.grad += self.val * res.grad

        res.back = back
        return res

    def __truediv__(self, o):
        res = Scalar(self.val / o.val, (self, o))

        def back():
            self.grad += res.grad / o.val
            o.grad -= self.val / o.val**2 * res.grad

        res.back = back
        return res

    def exp(self):
        res = Scalar(math.exp(self.val), (self,))

        def back():
            self.grad += res.val * res.grad

        res.back = back
        return res

    def log(self):
        res = Scalar(math.log(self.val), (self,))

        def back():
            self.grad += res.grad / self.val

        res.back = back
        return res

    def backward(self):
        order, visited = [], []

        def visit(node):
            if node not in visited:
                visited.append(node)
                for p in node.parents:
                    visit(p)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in order[::-1]:
            if node.back:
                node.back()


# softmax of two scores, then the log of the right one
w1, w2, x = Scalar(0.8), Scalar(-0.5), Scalar(1.4)
c = Scalar(0.3)
s1 = w1 * x + c
s2 = w2 * x
e1, e2 = s1.exp(), s2.exp()
p2 = e2 / (e1 + e2)
loss = p2.log() * -1
loss.backward()
print("p2 =", p2.val, "loss =", loss.val)
print(w1.grad, w2.grad)
print(x.grad, c.grad)
