# a tiny tape: every node knows its parents and the local derivatives
import math


class Node:
    def __init__(self, val, parents=(), local=()):
        self.val = val
        self.parents = parents
        self.local = local
        self.adjoint = 0.0


def add(u, v):
    return Node(u.val + v.val, (u, v), (1.0, 1.0))


def mul(u, v):
    product = u.val * v.val
    d_u = v.val
    d_v = u.val
    return Node(product, (u, v), (d_u, d_v))


def sin(u):
    result = math.sin(u.val)
    d_u = math.cos(u.val)
    return Node(result, (u,), (d_u,))


def sigmoid(u):
    s = 1 / (1 + math.exp(-u.val))
    d_u = s * (1 - s)
    return Node(s, (u,), (d_u,))


def backprop(node, upstream=1.0):
    node.adjoint += upstream
    for parent, d in zip(node.parents, node.local):
        backprop(parent, upstream * d)


x = Node(0.7)
y = Node(-1.2)
z = add(mul(x, y), sin(x))
out = sigmoid(mul(z, y))
backprop(out)
dx, dy = x.adjoint, y.adjoint
print(dx, dy)
