"""The neuron in micrograd, its end state drawn with Graphviz's `dot`.

python micrograd_dot.py OUTPUT.png
"""

import sys

import graphviz
from micrograd.engine import Value


def neuron():
    x = [Value(1.0), Value(-2.0), Value(3.0)]
    w = [Value(-3.0), Value(-1.0), Value(2.0)]
    return (x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + Value(1.0)).relu()


def draw(root):
    dot = graphviz.Digraph(graph_attr={"rankdir": "LR"})
    seen = set()
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if value in seen:
            continue
        seen.add(value)
        name = str(id(value))
        label = f"{{ data {value.data:.4f} | grad {value.grad:.4f} }}"
        dot.node(name, label=label, shape="record")
        if value._op:
            dot.node(name + value._op, label=value._op)
            dot.edge(name + value._op, name)
        for before in value._prev:
            dot.edge(str(id(before)), name + value._op)
            waiting.append(before)
    return dot


if __name__ == "__main__":
    y = neuron()
    y.backward()
    with open(sys.argv[1], "wb") as file:
        file.write(draw(y).pipe("png"))
