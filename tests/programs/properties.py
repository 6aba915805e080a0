# A property with a setter.
# output: y
# gradients: {"x": 3.0, "w": 4.0}
x = 2.0
w = 1.5


class Weight:
    def __init__(self, value):
        self._value = value
        self.reads = 0

    @property
    def doubled(self):
        self.reads += 1
        return self._value * 2

    @doubled.setter
    def doubled(self, value):
        self._value = value / 2


weight = Weight(w)
weight.doubled = weight.doubled
y = weight.doubled * x
print(y, weight.reads, weight._value)
