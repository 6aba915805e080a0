# A dataclass of numbers.
# output: y
# gradients: {"x": 2.0, "w": 3.0, "b": 1.0}
from dataclasses import asdict, dataclass, field, replace

x = 3.0
w = 2.0
b = -1.0


@dataclass
class Line:
    w: float
    b: float = 0.5
    log: list = field(default_factory=list)

    def __call__(self, v):
        self.log.append(v)
        return self.w * v + self.b


line = Line(w, b)
y = line(x)
print(line, y, asdict(line), Line(1) == Line(1.0), replace(line, b=4, log=[]))
