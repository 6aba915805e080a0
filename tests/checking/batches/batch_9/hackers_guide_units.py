# port of the JavaScript circuits to python: units flow through gates
import math


class Unit:
    def __init__(self, value, grad=0.0):
        self.value = value
        self.grad = grad


class MultiplyGate:
    def forward(self, u0, u1):
        self.u0 = u0
        self.u1 = u1
        self.utop = Unit(u0.value * u1.value)
        return self.utop

    def backward(self):
        self.u0.grad += self.u1.value * self.utop.grad
        self.u1.grad += self.u0.value * self.utop.grad


class AddGate:
    def forward(self, u0, u1):
        self.u0 = u0
        self.u1 = u1
        self.utop = Unit(u0.value + u1.value)
        return self.utop

    def backward(self):
        self.u0.grad += 1 * self.utop.grad
        self.u1.grad += 1 * self.utop.grad


class SigmoidGate:
    def sig(self, x):
        return 1 / (1 + math.exp(-x))

    def forward(self, u0):
        self.u0 = u0
        self.utop = Unit(self.sig(u0.value))
        return self.utop

    def backward(self):
        s = self.sig(self.u0.value)
        self.u0.grad += (s * (1 - s)) * self.utop.grad


a, b, c = Unit(1.0), Unit(2.0), Unit(-3.0)
x, y = Unit(-1.0), Unit(3.0)

mulg0, mulg1 = MultiplyGate(), MultiplyGate()
addg0, addg1 = AddGate(), AddGate()
sg0 = SigmoidGate()


def forward_neuron():
    ax = mulg0.forward(a, x)
    by = mulg1.forward(b, y)
    axpby = addg0.forward(ax, by)
    axpbypc = addg1.forward(axpby, c)
    return sg0.forward(axpbypc)


s = forward_neuron()
print("circuit output:", s.value)

s.grad = 1.0
sg0.backward()
addg1.backward()
addg0.backward()
mulg1.backward()
mulg0.backward()

grad_a, grad_b, grad_c = a.grad, b.grad, c.grad
grad_x, grad_y = x.grad, y.grad
print(grad_a, grad_b, grad_c, grad_x, grad_y)

step_size = 0.01
for u, g in ((a, grad_a), (b, grad_b), (c, grad_c), (x, grad_x), (y, grad_y)):
    u.value += step_size * g
print("circuit output after one backprop:", forward_neuron().value)
