import numpy as np


class Variable:
    def __init__(self, data):
        self.data = np.asarray(data, dtype=float)
        self.grad = None
        self.creator = None

    def backward(self):
        self.grad = np.ones_like(self.data)
        funcs = [self.creator]
        while funcs:
            f = funcs.pop()
            gxs = f.backward(f.output.grad)
            if not isinstance(gxs, tuple):
                gxs = (gxs,)
            for x, gx in zip(f.inputs, gxs):
                x.grad = gx if x.grad is None else x.grad + gx
                if x.creator is not None:
                    funcs.append(x.creator)


class Function:
    def __call__(self, *inputs):
        self.inputs = inputs
        self.output = Variable(self.forward(*[v.data for v in inputs]))
        self.output.creator = self
        return self.output


class Linear(Function):
    def forward(self, x, W, b):
        return x.dot(W) + b

    def backward(self, gy):
        x, W = self.inputs[0].data, self.inputs[1].data
        gx = gy.dot(W.T)
        gW = x.T.dot(gy)
        gb = gy.sum(axis=0)
        return gx, gW, gb


class Sin(Function):
    def forward(self, x):
        return np.sin(x)

    def backward(self, gy):
        return gy * np.cos(self.inputs[0].data)


class MeanSquaredError(Function):
    def forward(self, x0, x1):
        return ((x0 - x1) ** 2).sum() / len(x0)

    def backward(self, gy):
        diff = self.inputs[0].data - self.inputs[1].data
        gx0 = gy * diff * (2.0 / len(diff))
        return gx0, -gx0


rng = np.random.RandomState(0)
x, y = Variable(rng.rand(5, 2)), Variable(rng.rand(5, 1))
W1, b1 = Variable(rng.randn(2, 3)), Variable(np.zeros(3))
W2, b2 = Variable(rng.randn(3, 1)), Variable(np.zeros(1))
h = Sin()(Linear()(x, W1, b1))
y_pred = Linear()(h, W2, b2)
loss = MeanSquaredError()(y_pred, y)
loss.backward()
print(loss.data, W1.grad, b2.grad)
check_W1 = W1.grad
check_b2 = b2.grad
