import math


class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz  # [dz/dx * dL/dz]
        dy = self.x * dz  # [dz/dy * dL/dz]
        return dx, dy


class AddGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        dx = dz * 1.0
        dy = dz * 1.0
        return dx, dy


class TanhGate:
    def forward(self, x):
        self.out = math.tanh(x)
        return self.out

    def backward(self, dz):
        dx = (1.0 - self.out ** 2) * dz
        return dx


# f(x,y,a,b,c) = tanh(a*x + b*y + c)
a, b, c = 1.1, 0.6, -0.9
x, y = -0.5, 1.4
mul_ax, mul_by = MultiplyGate(), MultiplyGate()
add1, add2 = AddGate(), AddGate()
squash = TanhGate()

# forward
ax = mul_ax.forward(a, x)
by = mul_by.forward(b, y)
axpby = add1.forward(ax, by)
axpbypc = add2.forward(axpby, c)
s = squash.forward(axpbypc)
print("circuit output:", s)

# backward
ds = 1.0
daxpbypc = squash.backward(ds)
daxpby, dc = add2.backward(daxpbypc)
dax, dby = add1.backward(daxpby)
da, dx = mul_ax.backward(dax)
db, dy = mul_by.backward(dby)
print("gradient:", da, db, dc, dx, dy)

h = 0.01
print("after one step:", math.tanh((a + h*da)*(x + h*dx) + (b + h*db)*(y + h*dy) + c + h*dc))
