"""The lines of code under figures of arrays: run on the numbers they give the gradients."""

from __future__ import annotations

import ast

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.backward import backpropagate
from graphviz_backprop.storyboard import GradientNames, is_over_arrays
from graphviz_backprop.storyboard.captions.code_names import CodeNames
from graphviz_backprop.storyboard.captions.gradient_code import gradient_code
from tests.array_graphs import ARRAY_GRAPHS, Builder
from tests.test_derivation import ON_ARRAYS

CALLS = """
import numpy as np
x = np.array([[1.5, -2.0], [0.3, 0.8]])
s = np.clip(x, -1.0, 1.0)
v = np.where(x > 0, s, s * 0.5)
v[0] = x[1] * 2
L = np.einsum("ij,ij->", v, x)
"""
NETWORK = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(size=(5, 3))
W1 = rng.normal(size=(3, 4)); b1 = rng.normal(size=4)
W2 = rng.normal(size=(4, 3)); b2 = np.zeros((1, 3))
z1 = X @ W1 + b1
a1 = np.maximum(0, z1)
z2 = np.dot(a1, W2) + b2
e = np.exp(z2 - np.max(z2, axis=1, keepdims=True))
p = e / np.sum(e, axis=1, keepdims=True)
correct = p[range(5), [0, 1, 2, 0, 1]]
loss = np.mean(-np.log(correct))
"""
RECURRENT = """
import numpy as np
rng = np.random.default_rng(2)
xs = [rng.normal(size=(3, 1)) for _ in range(3)]
Wx = rng.normal(size=(4, 3)); Wh = rng.normal(size=(4, 4)); b = np.zeros((4, 1))
h = np.zeros((4, 1))
for x in xs:
    h = np.tanh(Wx @ x + Wh @ h + b)
loss = np.sum((h - np.array([[1.0], [0.0], [0.5], [0.0]])) ** 2)
"""
RESIDUAL = """
import numpy as np
rng = np.random.default_rng(3)
x = rng.normal(size=(4, 3))
W = rng.normal(size=(3, 3)); s = rng.normal(size=3)
h = np.maximum(0, x @ W) * s + x
out = np.sqrt(np.square(h) + 1.0) / 3.0
y = np.concatenate([h, out.T @ x])
loss = np.mean(y[1:, 0] - np.mean(y, axis=1)[1:])
"""


def run_lines(backprop, change=lambda line: line):
    """Run each step's line; return what was run, and which steps' results are wrong."""
    names = GradientNames(backprop)
    code, graph = CodeNames(names), backprop.graph
    roots = {
        code.gradient(node).partition("[")[0] for node in graph.nodes if "[" in code.gradient(node)
    }
    known = {"np": np, **{root: {} for root in roots}}
    for node in graph.nodes:
        text = code.value(node)
        if graph.versions[node.index] and isinstance(ast.parse(text).body[0].value, ast.Name):
            known[text] = np.asarray(node.value, dtype=float)
        elif graph.versions[node.index]:
            set_value(known, text, node.value)
    set_value(known, code.gradient(graph.nodes[graph.output]), backprop.seed)
    ran, wrong = [], []
    for step in backprop.steps:
        line = change(gradient_code(backprop, step, names))
        target = code.gradient(graph.nodes[step.edge.producer])
        if not is_over_arrays(graph, step) or not line:
            set_value(known, target, step.after)
            continue
        with np.errstate(all="ignore"):
            exec(line, known)
        ran.append(line)
        found = eval(target, known)
        if not np.allclose(found, step.after, rtol=1e-4, atol=1e-9, equal_nan=True):
            wrong.append(line)
        elif np.shape(found) != np.shape(step.after):
            wrong.append(f"{line}: {np.shape(found)}")
    for step in backprop.steps:  # no line has changed what another one gave
        node = graph.nodes[step.edge.producer]
        found = eval(code.gradient(node), known)
        if not np.allclose(
            found, backprop.gradients[code._names.holder(node).index], rtol=1e-4, equal_nan=True
        ):
            wrong.append(f"{code.gradient(node)} was changed")
    return ran, wrong


def set_value(known, target, value):
    known["_value"] = np.array(value, dtype=float)
    root, bracket, _ = target.partition("[")
    if bracket and not isinstance(known.get(root), dict):
        known[root] = {}
    exec(f"{target} = _value", known)


@pytest.mark.parametrize("name", ARRAY_GRAPHS)
def test_the_lines_of_each_graph_of_arrays_give_its_gradients(name):
    ran, wrong = run_lines(ARRAY_GRAPHS[name]().backprop)
    assert wrong == []
    assert ran or name in ("zero_size", "extremes", "pages", "layers", "last_layer")


@pytest.mark.parametrize("text", [NETWORK, RECURRENT, RESIDUAL])
def test_the_lines_of_whole_programs_give_their_gradients(tmp_path, text):
    path = tmp_path / "program.py"
    path.write_text(text)
    ran, wrong = run_lines(gb.run(path, level="array").backprop)
    assert wrong == []
    assert len(ran) > 12


@pytest.mark.parametrize(
    ("op", "sample"), ON_ARRAYS, ids=[f"{op.name}{k}" for k, (op, _) in enumerate(ON_ARRAYS)]
)
def test_a_line_of_any_op_on_arrays_is_true(op, sample):
    *args, options = sample if isinstance(sample[-1], dict) else (*sample, {})
    build = Builder()
    leaves = [build.leaf(f"x{number}", value) for number, value in enumerate(args)]
    build.op(op, *leaves, name="y", **options)
    graph = build.graph()
    shape = graph.nodes[-1].shape
    seed = np.random.default_rng(1).normal(size=shape) if shape else 1.5
    assert run_lines(backpropagate(graph, seed))[1] == []


def test_calls_have_lines():
    ran, wrong = run_lines(gb.run(code=CALLS, level="array").backprop)
    assert wrong == []
    lines = {line.partition("  #")[0] for line in ran}
    assert lines > {
        'dv_2 = np.einsum(",ij->ij", dL, x)',
        "dv = dv_2.copy(); dv[0] = 0.0",
        "dmul = np.where([[True, False], [True, True]], 0.0, dv)",
    }
    assert "dx += ds * ((x >= -1.0) & (x <= 1.0))" in lines


def test_a_loss_has_a_line():
    ran, wrong = run_lines(gb.run(code=NETWORK, level="layer").backprop)
    assert wrong == []
    assert "dp = -np.eye(3)[[0, 1, 2, 0, 1]] / p * dloss / 5" in ran


def test_a_value_without_a_name_has_one_name_for_its_gradient():
    movie = gb.run(code=NETWORK, level="array")
    said = [frame.caption for frame in movie.frames if "dlog" in frame.caption.code]
    assert said
    assert all("d(" not in f"{one.sentence} {one.code}" for one in said)


def test_a_wrong_line_is_found():
    backprop = ARRAY_GRAPHS["dense"]().backprop
    _, wrong = run_lines(backprop, lambda line: line.replace("(z > 0)", "(z > 3)"))
    assert wrong


def test_the_lines_are_as_a_reader_would_type_them():
    frames = ARRAY_GRAPHS["dense"]().frames
    assert [frame.caption.code.partition("  #")[0] for frame in frames if frame.steps] == [
        "dz = dvalues * (z > 0)",
        "",
        "dbiases = np.sum(dz, axis=0, keepdims=True)",
        "dinputs = np.dot(dz, weights.T)",
        "dweights = np.dot(inputs.T, dz)",
    ]
