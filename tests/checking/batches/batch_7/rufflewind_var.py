"""Reverse mode in few lines, after a blog post I liked; each node knows who uses it."""
import math


class Var:
    def __init__(self, value):
        self.value = value
        self.users = []
        self.adjoint = None

    def grad(self):
        if self.adjoint is None:
            self.adjoint = sum(slope * user.grad() for slope, user in self.users)
        return self.adjoint

    def __add__(self, other):
        z = Var(self.value + other.value)
        self.users.append((1.0, z))
        other.users.append((1.0, z))
        return z

    def __mul__(self, other):
        z = Var(self.value * other.value)
        self.users.append((other.value, z))
        other.users.append((self.value, z))
        return z


def sin(x):
    z = Var(math.sin(x.value))
    x.users.append((math.cos(x.value), z))
    return z


def relu(x):
    z = Var(max(0.0, x.value))
    x.users.append((1.0 if x.value > 0 else 0.0, z))
    return z


x = Var(0.5)
y = Var(4.2)
w = Var(-0.3)
u = x * y + sin(x)
z = relu(u + w * y) * w
z.adjoint = 1.0
print("z =", z.value)
dz_dx = x.grad()
dz_dy = y.grad()
dz_dw = w.grad()
print(dz_dx, dz_dy, dz_dw)
assert abs(dz_dx - w.value * (y.value + math.cos(x.value))) < 1e-9
