"""Programs whose arrays are derived, and the lines of a derivation as they are run."""

import itertools
import math
import re

import numpy as np

import graphviz_backprop as gb

HEAD = "import numpy as np\nrng = np.random.default_rng(3)\n"
PRODUCTS = {
    "matrices": "X = rng.normal(size=(3, 4)); W = rng.normal(size=(4, 2)); z = X @ W",
    "row": "X = rng.normal(size=4); W = rng.normal(size=(4, 2)); z = X @ W",
    "column": "X = rng.normal(size=(3, 4)); W = rng.normal(size=4); z = np.dot(X, W)",
    "many": "X = rng.normal(size=(9, 4)); W = rng.normal(size=(4, 2)); z = X @ W",
}
END = "\nloss = np.sum(np.tanh(z) ** 2)\n"
SOFTMAX = """X = rng.normal(size=(3, 4)); W = rng.normal(size=(4, 3)); z = X @ W
e = np.exp(z - np.max(z, axis=1, keepdims=True))
p = e / np.sum(e, axis=1, keepdims=True)
"""
JACOBIAN = HEAD + SOFTMAX + "loss = np.sum(p * X[:, 1:])\n"
CROSS_ENTROPY = HEAD + SOFTMAX + "loss = np.mean(-np.log(p[range(3), [2, 0, 1]]))\n"
ENTRIES = """x = rng.normal(size=(3, 2)); w = rng.normal(size=2); c = rng.normal(size=(3, 1))
h = np.tanh(x) * w
v = np.maximum(h, 0) / (1.5 + c ** 2)
u = v + w
q = (u - c) ** 3
loss = np.sum(np.exp(q) * 0.1)
"""


def derive(code, name, level="layer"):
    return gb.run(code=code, level=level).derive(name)


def checked(derived):
    """The lines of the first step that were run, and those of all that do not give their step's."""
    first, *rest = derived.derivation.sections
    ran, wrong = checked_section(derived, first)
    for section in rest:
        wrong += checked_section(derived, section)[1]
    return ran, wrong


def checked_section(derived, section):
    """The lines that were run, each at all indices; those that do not give what the step gives."""
    graph = derived.derivation.backprop.graph
    values = {node.name: np.asarray(node.value) for node in graph.nodes if node.name.isidentifier()}
    gradients = {one.upstream: one.step.upstream for one in derived.derivation.sections}
    names = {"np": np, "math": math, **values, **gradients, **section.arrays}
    gradient = np.asarray(section.step.contribution)
    ran, wrong = [], []
    left = ""
    for line in section.lines:
        left = line.left or left
        target = left.partition("[")[0]
        if not line.runs or target not in (section.target, "dloss/dz") or ";" in line.right:
            continue
        ran.append(line.text)
        indices = re.findall(r"\w+", left.rpartition("[")[2]) if "[" in left else []
        free = [one for one in indices if one.isalpha()]
        ranges = [range(gradient.shape[k]) for k, one in enumerate(indices) if one.isalpha()]
        scale = 1.0 if target == section.target else len(gradient)
        for place in itertools.product(*ranges):
            at = dict(zip(free, place, strict=True))
            whole = tuple(at.get(one, int(one) if one.isdigit() else 0) for one in indices)
            found = eval(line.right, {**names, **at})
            if not np.allclose(found, gradient[whole] * scale):
                wrong.append((line.text, place))
    return ran, wrong


def run_together(derived, code):
    """The gradient that the lines give, run one after the other behind the program itself."""
    names = {}
    exec(code, names)
    for line in derived.derivation.as_it_runs:
        exec(line.text, names)
    found = [names[derived.derivation.name]]
    if derived.derivation.together:
        names |= {"dloss": 1.0}
        found.append(eval(derived.derivation.together.right, names))
    return found
