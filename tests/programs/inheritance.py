# Inheritance with super().
# output: y
# gradients: {"x": 12.0, "w": 8.0, "b": 4.0}
x = 2.0
w = 3.0
b = -2.0


class Layer:
    def __init__(self, w):
        self.w = w

    def forward(self, v):
        return self.w * v


class Affine(Layer):
    def __init__(self, w, b):
        super().__init__(w)
        self.b = b

    def forward(self, v):
        return super().forward(v) + self.b


class Square(Affine):
    def forward(self, v):
        z = super().forward(v)
        return z * z / 2


y = Square(w, b).forward(x)
print(y, isinstance(Square(1, 2), Layer), [c.__name__ for c in Square.__mro__])
