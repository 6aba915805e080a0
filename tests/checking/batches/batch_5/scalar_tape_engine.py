import math


class Scalar:
    """A number that remembers how it was made."""

    def __init__(self, v, parents=()):
        self.v = v
        self.g = 0.0
        self.parents = parents
        self.pull = lambda: None

    def __add__(self, o):
        o = o if isinstance(o, Scalar) else Scalar(o)
        r = Scalar(self.v + o.v, (self, o))

        def pull():
            self.g += r.g
            o.g += r.g

        r.pull = pull
        return r

    def __mul__(self, o):
        o = o if isinstance(o, Scalar) else Scalar(o)
        r = Scalar(self.v * o.v, (self, o))

        def pull():
            self.g += o.v * r.g
            o.g += self.v * r.g

        r.pull = pull
        return r

    def sigmoid(self):
        s = 1 / (1 + math.exp(-self.v))
        r = Scalar(s, (self,))

        def pull():
            self.g += s * (1 - s) * r.g

        r.pull = pull
        return r

    def log(self):
        r = Scalar(math.log(self.v), (self,))

        def pull():
            self.g += r.g / self.v

        r.pull = pull
        return r

    def backprop(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for p in node.parents:
                    visit(p)
                order.append(node)

        visit(self)
        self.g = 1.0
        for node in order[::-1]:
            node.pull()


feature = Scalar(1.7)
theta = Scalar(0.4)
intercept = Scalar(-0.3)
prob = (theta * feature + intercept).sigmoid()
nll = prob.log() * -1
nll.backprop()
theta_g, intercept_g = theta.g, intercept.g
feature_g = feature.g
print(nll.v, theta_g, intercept_g, feature_g)
