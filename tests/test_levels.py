"""The views of one program show the same numbers, and a known formula is known only where it is."""

from __future__ import annotations

import numpy as np
import pytest

from graphviz_backprop.backward.backprop import inner_changes
from graphviz_backprop.backward.chain import change
from graphviz_backprop.levels import ARRAY, ELEMENT, LAYER, View
from tests.plainly import run_with_hooks

BATCH = """
import numpy as np
x = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
W = np.array([[0.2, 0.8, -0.5], [0.5, -0.91, 0.26], [-0.26, -0.27, 0.17], [1.0, -0.5, 0.87]])
b = np.array([[2.0, 3.0, 0.5]])
V = np.array([[0.1, -0.14, 0.5], [-0.5, 0.12, -0.33], [-0.44, 0.73, -0.13]])
c = np.array([-1.0, 2.0, -0.5])
z = np.array([[0.7, 0.1, -2.2], [0.1, 1.5, -0.4], [0.02, -0.9, 1.08]])
p = np.array([[0.7, 0.1, 0.2], [0.1, 0.5, 0.4], [0.02, 0.9, 0.08]])
labels = [0, 1, 1]
hot = np.eye(3)[labels]
n = len(labels)
"""
SOFTMAX = """
top = np.max(z, axis=1, keepdims=True)
shifted = z - top
powers = np.exp(shifted)
whole = np.sum(powers, axis=1, keepdims=True)
s = powers / whole
"""
PROGRAMS = {
    "dense": "product = np.dot(x, W)\nh = product + b\nout = np.sum(h * h)",
    "masked_relu": "h = x @ W + b\nr = h * 1.0\nr[h <= 0] = 0\nout = np.sum(r * r)",
    "softmax": SOFTMAX + "out = np.sum(s * s)",
    "class_numbers": SOFTMAX + "right = s[range(n), labels]\nl = -np.log(right)\nout = np.mean(l)",
    "one_hot": SOFTMAX
    + "l = -np.sum(hot * np.log(np.clip(s, 1e-7, 1.0)), axis=1)\nout = np.mean(l)",
    "one_hot_inside": SOFTMAX + "right = np.sum(s * hot, axis=1)\nout = np.mean(-np.log(right))",
    "sigmoid": "h = x @ W + b\ns = 1 / (1 + np.exp(-h))\nout = np.sum(s * s)",
    "two_layers": """
def dense(inputs, weights, biases):
    return np.dot(inputs, weights) + biases

class Relu:
    def forward(self, inputs):
        self.output = np.maximum(0, inputs)
        return self.output

def softmax(scores):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)

def loss(probabilities, classes):
    return np.mean(-np.log(probabilities[range(len(classes)), classes]))

h = dense(x, W, b)
r = Relu().forward(h)
g = dense(r, V, c)
s = softmax(g)
out = loss(s, labels)
""",
    "fused": """
def loss(scores, classes):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    probabilities = powers / np.sum(powers, axis=1, keepdims=True)
    return np.mean(-np.log(probabilities[range(len(classes)), classes]))

h = x @ W + b
out = loss(h, labels)
""",
    "array_output": "h = x @ W + b\nout = np.maximum(h, 0)",
}


def backprop(code, level):
    return run_with_hooks(BATCH + code).backprop("out", View(level=level))


def by_name(pass_):
    """The gradients of the nodes with a name; an array's by element."""
    found = {}
    for node, gradient in zip(pass_.graph.nodes, pass_.gradients, strict=True):
        if node.name and not node.is_constant and gradient is not None:
            for place in np.ndindex(node.shape):
                at = f"[{', '.join(map(str, place))}]" if place else ""
                found.setdefault(node.name + at, float(np.asarray(gradient)[place]))
    return found


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_array_has_the_gradients_of_its_elements(name):
    passes = [backprop(PROGRAMS[name], level) for level in (ELEMENT, ARRAY)]
    elements, arrays = map(by_name, passes)
    shared = elements.keys() & arrays.keys()
    computed = {one.name for one in passes[1].graph.nodes if one.name and one.op.name != "index"}
    assert {one.split("[")[0] for one in shared} >= computed - {"out"}
    for one in shared:
        assert arrays[one] == pytest.approx(elements[one], rel=1e-12, abs=1e-12), one


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_box_has_the_gradients_of_its_inputs_and_its_result(name):
    run = run_with_hooks(BATCH + PROGRAMS[name])
    arrays, layers = (run.backprop("out", View(level=level)) for level in (ARRAY, LAYER))
    kept = [node for node in arrays.graph.nodes if not node.is_constant]
    for node, gradient in zip(layers.graph.nodes, layers.gradients, strict=True):
        if node.is_constant:
            continue
        (same,) = [one for one in kept if one.value is node.value]
        assert gradient == pytest.approx(arrays.gradients[same.index], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_box_gives_what_the_steps_inside_it_give(name):
    layers = backprop(PROGRAMS[name], LAYER)
    boxes = [node for node in layers.graph.nodes if node.inner is not None]
    for node in boxes:
        upstream = layers.gradients[node.index]
        assert node.inner.nodes[node.inner.output].value is node.value
        inside = inner_changes(node, upstream)
        assert len(inside) == len(node.inputs)
        if not node.op.vjps:
            continue
        for argument, one in enumerate(inside):
            whole = change(node, argument, layers.graph.args(node), upstream)
            assert whole.contribution == pytest.approx(one.contribution, rel=1e-9, abs=1e-12)


def boxes(code):
    """The known formulas of a program, from left to right."""
    graph = backprop(code, LAYER).graph
    return [node.op.name for node in graph.nodes if node.inner is not None]


E = "e = np.exp(z - np.max(z, axis=1, keepdims=True))\n"
S = E + "s = e / np.sum(e, axis=1, keepdims=True)\n"
FUSED = (
    "def loss(z):\n    e = np.exp(z)\n    s = e / np.sum(e, axis=1, keepdims=True)\n"
    "    return {}\nout = loss(z * 2) * 3"
)
KNOWN = {
    "out = np.sum((x @ W + b) ** 2)": ["dense"],
    "out = np.sum((b + np.dot(x, W)) ** 2)": ["dense"],
    "out = np.sum((x[0] @ W + c) ** 2)": ["dense"],
    "out = np.sum((x @ W + 0.5) ** 2)": ["dense"],
    S + "out = np.sum(s * s)": ["softmax"],
    "e = np.exp(z)\nout = np.sum((e / e.sum(axis=-1, keepdims=True)) ** 2)": ["softmax"],
    "e = np.exp(z[0])\nout = np.sum((e / np.sum(e)) ** 2)": ["softmax"],
    "e = np.exp(z[0] - z[0].max())\nout = np.sum((e / e.sum()) ** 2)": ["softmax"],
    "out = np.sum((np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)) ** 2)": ["softmax"],
    "v = z[0]\nout = np.sum((np.exp(v) / np.sum(np.exp(v))) ** 2)": ["softmax"],
    "v = z[0]\nout = np.sum((np.exp(v - np.max(v)) / np.sum(np.exp(v - v.max()))) ** 2)": [
        "softmax"
    ],
    "m = z.max(axis=1, keepdims=True)\nout = np.sum((np.exp(z - m)"
    " / np.sum(np.exp(z - m), axis=1, keepdims=True)) ** 2)": ["softmax"],
    "out = np.sum((1 / (1 + np.exp(-z))) ** 2)": ["sigmoid"],
    "out = np.sum((1.0 / (np.exp(-z) + 1.0)) ** 2)": ["sigmoid"],
    "out = np.log(np.sum(np.exp(z))) * 2": ["logsumexp"],
    "out = np.sum(np.log(np.sum(np.exp(z), axis=0)) ** 2)": ["logsumexp"],
    "out = np.sum(np.log(np.exp(z).sum(axis=1, keepdims=True)) ** 2)": ["logsumexp"],
    "m = np.max(z)\nout = (m + np.log(np.sum(np.exp(z - m)))) * 2": ["logsumexp"],
    "m = z.max(1, keepdims=True)\n"
    "out = np.sum((np.log(np.sum(np.exp(z - m), axis=1, keepdims=True)) + m) ** 2)": ["logsumexp"],
    "out = np.mean(-np.log(p[range(n), labels])) * 2": ["cross_entropy"],
    "out = -np.mean(np.log(p[np.arange(n), labels])) * 2": ["cross_entropy"],
    "out = -np.sum(np.log(p[range(n), labels])) / n": ["cross_entropy"],
    "out = np.sum((-np.log(p[range(n), labels])) ** 2)": ["cross_entropy"],
    "out = -np.log(p[0][1]) * 2": ["cross_entropy"],
    "out = np.mean(-np.log(np.clip(p, 1e-7, 1 - 1e-7)[range(n), labels])) * 2": ["cross_entropy"],
    "out = np.mean(-np.log(np.clip(p, 0.15, 0.8)[range(n), labels])) * 2": ["cross_entropy"],
    "out = np.mean(-np.sum(hot * np.log(p), axis=1)) * 2": ["cross_entropy"],
    "out = -np.sum(np.log(np.clip(p, 1e-7, 1.0)) * hot) / n": ["cross_entropy"],
    "out = np.mean(-np.log(np.sum(p * hot, axis=1))) * 2": ["cross_entropy"],
    "out = np.mean(-np.log(np.sum(np.clip(p, 0.03, 1) * hot, axis=-1))) * 2": ["cross_entropy"],
    S + "out = np.mean(-np.log(s[range(n), labels])) * 2": ["softmax", "cross_entropy"],
    FUSED.format("np.mean(-np.log(s[range(n), labels]))"): ["softmax_cross_entropy"],
    FUSED.format("-np.sum(hot * np.log(s))"): ["softmax_cross_entropy"],
    FUSED.format("np.mean(-np.log(np.clip(s, 1e-7, 1)[range(n), labels]))"): [
        "softmax_cross_entropy"
    ],
}
UNKNOWN = {
    "another rank": "out = np.sum((x @ W[:, 0] + 1.0) ** 2)",
    "a row for each sample": "out = np.sum((x @ W + z) ** 2)",
    "the product is used again": "h = x @ W\nout = np.sum((h + b) * h)",
    "the other axis": "e = np.exp(z)\nout = np.sum((e / np.sum(e, axis=0, keepdims=True)) ** 2)",
    "the logarithm of another sum": "out = np.log(np.sum(np.exp(z) + 1)) * 2",
    "the logarithm of a mean": "out = np.log(np.mean(np.exp(z))) * 2",
    "the logarithm to base 2": "out = np.log2(np.sum(np.exp(z))) * 2",
    "no keepdims": "e = np.exp(z)\nout = np.sum((e / np.sum(e, axis=1)) ** 2)",
    "over everything": "e = np.exp(z)\nout = np.sum((e / np.sum(e)) ** 2)",
    "another sum": "e = np.exp(z)\nout = np.sum((e / np.sum(e * 1, axis=1, keepdims=True)) ** 2)",
    "a mean": "e = np.exp(z)\nout = np.sum((e / np.mean(e, axis=1, keepdims=True)) ** 2)",
    "powers used again": S + "out = np.sum(s * e)",
    "two exponential functions": "v = z[0]\nout = np.sum((np.exp(v) / np.sum(np.exp(v * 2))) ** 2)",
    "one of them is shifted": "v = z[0]\nout = np.sum(np.exp(v - v.max()) / np.sum(np.exp(v)) * v)",
    "another constant": "out = np.sum((1 / (1.5 + np.exp(-z))) ** 2)",
    "another numerator": "out = np.sum((2 / (1 + np.exp(-z))) ** 2)",
    "no minus": "out = np.sum((1 / (1 + np.exp(z))) ** 2)",
    "no minus before the logarithm": "out = np.mean(np.log(p[range(n), labels])) * 2",
    "other rows": "out = np.mean(-np.log(p[[0, 0, 1], labels])) * 2",
    "fewer rows": "out = np.mean(-np.log(p[range(2), [0, 1]])) * 2",
    "a column": "out = np.mean(-np.log(p[[[0], [1], [2]], [[0], [1], [1]]])) * 2",
    "targets that are no classes": "out = np.mean(-np.log(np.sum(p * np.abs(z), axis=1))) * 2",
    "the mean of all products": "out = np.mean(-(hot * np.log(p))) * 2",
    "over the samples": "out = np.mean(-np.sum(hot * np.log(p), axis=0)) * 2",
    "the probabilities are used again": "l = np.log(p[range(n), labels])\nout = np.mean(-l) + l[0]",
}


@pytest.mark.parametrize("code", KNOWN)
def test_a_known_formula_is_one_box(code):
    assert boxes(code) == KNOWN[code]
    both = [backprop(code, level).by_variable() for level in (ARRAY, LAYER)]
    assert both[0].keys() == both[1].keys()
    for name, gradient in both[0].items():
        assert both[1][name] == pytest.approx(gradient, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_differs_slightly_is_no_such_formula(name):
    assert boxes(UNKNOWN[name]) in ([], ["softmax"])
    assert name == "powers used again" or boxes(UNKNOWN[name]) == []


def test_a_softmax_shifted_by_something_else_begins_after_the_shift():
    code = (
        "e = np.exp(z - np.max(z))\ns = e / np.sum(e, axis=1, keepdims=True)\nout = np.sum(s * s)"
    )
    graph = backprop(code, LAYER).graph
    (box,) = [node for node in graph.nodes if node.inner is not None]
    assert graph.nodes[box.inputs[0]].op.name == "sub"


def test_a_clip_at_work_keeps_the_fused_formula_away():
    clipped = FUSED.format("np.mean(-np.log(np.clip(s, 0.3, 0.5)[range(n), labels]))")
    assert boxes(clipped) == ["softmax", "cross_entropy"]  # in one function, drawn open
