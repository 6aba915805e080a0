# *args and **kwargs.
# output: y
# gradients: {"x": [1.0, 4.0], "p": {"w": 3.0, "b": 1.0}}
x = [1.0, 2.0]
p = {"w": 4.0, "b": 0.5}


def total(*values, **named):
    print(len(values), sorted(named), type(values), type(named))
    return sum(values) + named.get("b", 0)


y = total(*x, b=p["b"]) + total(x[1] * p["w"], p["w"] - x[1], **{})
print(y, total(), total(1, 2.5, c=3))
