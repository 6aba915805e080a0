class Scalar:
    def __init__(self, value, parents=()):
        self.value = value
        self.parents = parents
        self.grad = 0.0
        self.push = None

    def __add__(self, other):
        result = Scalar(self.value + other.value, (self, other))

        def push():
            self.grad += result.grad
            other.grad += result.grad

        result.push = push
        return result

    def __sub__(self, other):
        result = Scalar(self.value - other.value, (self, other))

        def push():
            self.grad += result.grad
            other.grad -= result.grad

        result.push = push
        return result

    def __mul__(self, other):
        result = Scalar(self.value * other.value, (self, other))

        def push():
            self.grad += result.grad * other.value
            other.grad += result.grad * self.value

        result.push = push
        return result

    def relu(self):
        result = Scalar(self.value if self.value > 0 else 0.0, (self,))

        def push():
            self.grad += result.grad * (result.value > 0)

        result.push = push
        return result

    def square(self):
        result = Scalar(self.value**2, (self,))

        def push():
            self.grad += result.grad * 2 * self.value

        result.push = push
        return result


def backward(root):
    order, visited = [], []

    def visit(node):
        if node in visited:
            return
        visited.append(node)
        for parent in node.parents:
            visit(parent)
        order.append(node)

    visit(root)
    root.grad = 1.0
    for node in order[::-1]:
        if node.push:
            node.push()


a, b, c = Scalar(1.5), Scalar(-2.0), Scalar(4.0)
d = a * b + c
e = d.relu() * a
t = Scalar(0.5)
loss = (e - t).square()
backward(loss)
for s in (a, b, c, t):
    print(s.value, s.grad)
ga, gb, gc = a.grad, b.grad, c.grad
gt = t.grad
