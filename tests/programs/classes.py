# A class with state.
# output: y
# gradients: {"x": [0.5, -1.5], "w": [2.0, 4.0], "b": 1.0}
x = [2.0, 4.0]
w = [0.5, -1.5]
b = 6.0


class Neuron:
    made = 0

    def __init__(self, w, b):
        self.w, self.b = w, b
        self.seen = []
        Neuron.made += 1

    def forward(self, x):
        self.z = self.b
        for a, c in zip(x, self.w):
            self.z += a * c
        self.seen.append(self.z)
        return max(0, self.z)

    def __repr__(self):
        return f"Neuron({self.w}, {self.b})"


neuron = Neuron(w, b)
y = neuron.forward(x)
print(neuron, y, neuron.seen, Neuron.made, sorted(vars(neuron)))
