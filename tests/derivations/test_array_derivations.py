"""Derivations over arrays: each line that can be run gives the gradient, at every index."""

import itertools
import math
import shutil
import subprocess

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.ops.arrays.layers import jacobian
from tests.conftest import command
from tests.derivations.derived_lines import (
    CROSS_ENTROPY,
    END,
    ENTRIES,
    HEAD,
    JACOBIAN,
    PRODUCTS,
    checked,
    derive,
    run_together,
)
from tests.quick_or_long import quick


@pytest.mark.parametrize("name", ["X", "W"])
@pytest.mark.parametrize("kind", quick(PRODUCTS, 2))
def test_every_line_of_a_product_gives_the_gradient(kind, name):
    derived = derive(HEAD + PRODUCTS[kind] + END, name, "array")
    ran, wrong = checked(derived)
    assert wrong == []
    assert len(ran) >= 2
    assert derived.code == derived.lines[-1]


def test_the_dweights_of_the_books_layer():
    derived = gb.run(EXAMPLES["layer"], level="array").derive("weights")
    assert derived.lines == [
        "product[i, k] = sum(inputs[i, j] * weights[j, k] for j in range(4))",
        "dweights[1, 0] = inputs[0, 1] * dz[0, 0] + inputs[1, 1] * dz[1, 0]"
        " + inputs[2, 1] * dz[2, 0]",
        "= 2.0 * 1.0 + 5.0 * 2.0 + 2.7 * 3.0 = 20.1",
        "dweights[j, k] = sum(inputs[i, j] * dz[i, k] for i in range(3))",
        "dweights = np.dot(inputs.T, dz)",
        "dz[i, j] = dvalues[i, j] * (1. if z[i, j] > 0 else 0.)",
        "dz = dvalues * (z > 0)",
        "dweights = np.dot(inputs.T, dvalues * (z > 0))",
    ]  # fmt: skip
    assert derived.code == derived.lines[-1]
    assert checked(derived)[1] == []


@pytest.mark.parametrize("name", quick("xwchvuq", 3))
def test_an_operation_on_each_entry(name):
    derived = derive(HEAD + ENTRIES, name, "array")
    ran, wrong = checked(derived)
    assert wrong == []
    assert ran
    numbers = [line for line in derived.derivation.lines if line.reason == "with the numbers"]
    for line in numbers:
        text, _, result = line.right.rpartition(" = ")
        assert eval(text, {"math": math}) == pytest.approx(float(result), rel=1e-3, abs=1e-3)


def test_several_contributions_add_up_visibly():
    derived = derive(HEAD + ENTRIES, "w", "array")
    assert derived.text.startswith("The gradient of w with its 2 contributions, down to loss")
    assert "contribution 2 of 2 to dw, through the multiplication" in derived.text
    assert "dw = np.sum(du, axis=0)" in derived.lines
    assert "dw += np.sum(dh * np.tanh(x), axis=0)" in derived.lines
    assert r"&\mathrel{+}=" in derived.latex


REDUCED = {
    "sum over rows": "s = np.sum(x, axis=1)\nloss = np.sum(s ** 2)",
    "mean over columns": "s = np.mean(x, axis=0, keepdims=True)\nloss = np.mean((x - s) ** 2)",
    "largest of rows": "s = np.max(x, axis=1, keepdims=True)\nloss = np.sum(np.exp(x - s))",
    "smallest of all": "s = np.min(x)\nloss = s ** 3",
    "mean of all": "s = np.mean(x)\nloss = np.tanh(s)",
}


@pytest.mark.parametrize("kind", quick(REDUCED, 2))
def test_sums_means_and_extremes(kind):
    code = HEAD + "x = rng.normal(size=(3, 4))\n" + REDUCED[kind]
    derived = derive(code, "x", "array")
    gradient = gb.run(code=code, level="array").gradients["x"]
    assert checked(derived)[1] == []
    for found in run_together(derived, code):
        assert np.allclose(found, gradient)
    nouns = {"sum", "mean", "maximum", "minimum"}
    assert nouns & set(derived.text.replace(":", " ").replace(",", " ").split())


NETWORK = (
    HEAD
    + """X = rng.normal(size=(5, 4)); y = rng.normal(size=(5, 2))
W1 = rng.normal(size=(4, 3)); b1 = np.zeros(3); W2 = rng.normal(size=(3, 2)); b2 = np.zeros(2)
z1 = X @ W1 + b1
h = np.maximum(z1, 0)
out = h @ W2 + b2
loss = np.mean((out - y) ** 2)
"""
)
DOWN = {
    "network": (NETWORK, ["W1", "b1", "W2", "h", "X"], "array"),
    "softmax by hand": (CROSS_ENTROPY, ["W", "z", "e", "p"], "array"),
    "softmax as a layer": (CROSS_ENTROPY, ["W", "X"], "layer"),
    "products": (HEAD + PRODUCTS["row"] + END, ["X", "W"], "array"),
    "entries": (HEAD + ENTRIES, ["x", "w", "c"], "array"),
}


@pytest.mark.parametrize("kind", quick(DOWN, 2))
def test_the_lines_run_from_the_loss_to_the_array(kind):
    code, names, level = DOWN[kind]
    movie = gb.run(code=code, level=level)
    for name in names:
        derived = movie.derive(name)
        (node,) = (n for n in movie.graph.nodes if n.name == name)
        gradient = movie.backprop.gradients[node.index]
        assert checked(derived)[1] == []
        for found in run_together(derived, code):
            assert np.allclose(found, gradient)


IN_LISTS = (
    HEAD
    + """class Net:
    pass

net = Net()
net.weights = [rng.normal(size=(3, 4)), rng.normal(size=(2, 3))]
net.biases = [rng.normal(size=(3, 1)), rng.normal(size=(2, 1))]
x = rng.normal(size=(4, 1)); y = np.array([[1.0], [0.0]])
a = x
for w, b in zip(net.weights, net.biases):
    a = np.tanh(np.dot(w, a) + b)
loss = np.sum((a - y) ** 2)
"""
)


def test_arrays_in_lists_of_objects():
    movie = gb.run(code=IN_LISTS, level="array")
    names = [node.name for node in movie.graph.nodes if node.is_array and node.is_leaf]
    assert "net.weights[0]" in names
    for name in names:
        derived = movie.derive(name)
        (node,) = (n for n in movie.graph.nodes if n.name == name)
        gradient = movie.backprop.gradients[node.index]
        section = derived.derivation.sections[0]
        assert section.code.text.startswith(f"{section.target} = ")
        assert any(line.is_of(section.target) for line in section.lines)
        numbers = [line.right for line in section.lines if line.reason == "with the numbers"]
        for text in numbers:
            result = float(text.rpartition(" = ")[2])
            assert np.isclose(gradient, result, rtol=1e-3).any()


def test_all_is_put_in_where_that_is_short():
    derived = derive(CROSS_ENTROPY, "W")
    assert derived.code == "dW = X.T @ ((p - np.eye(3)[[2, 0, 1]]) / 3)"
    derived = derive(NETWORK, "W1", "array")
    assert "(out - y) @ W2.T * (z1 > 0))" in derived.code
    long = derive(HEAD + ENTRIES, "x", "array")
    assert long.derivation.together is None
    assert long.code == "dx = dtanh * (1 - np.tanh(x) ** 2)"
    assert long.lines[-1] == "dloss = 1.0"


def test_the_biases_and_the_relu_of_the_books_layer():
    movie = gb.run(EXAMPLES["layer"], level="array")
    assert movie.derive("biases").lines == [
        "dbiases[0, 0] = dz[0, 0] + dz[1, 0] + dz[2, 0]",
        "= 1.0 + 2.0 + 3.0 = 6.0",
        "dbiases[0, j] = sum(dz[i, j] for i in range(3))",
        "dbiases = np.sum(dz, axis=0, keepdims=True)",
        "dz[i, j] = dvalues[i, j] * (1. if z[i, j] > 0 else 0.)",
        "dz = dvalues * (z > 0)",
        "dbiases = np.sum(dvalues * (z > 0), axis=0, keepdims=True)",
    ]
    assert movie.derive("z").lines == [
        "outputs[i, j] = max(z[i, j], 0)",
        "dz[i, j] = dvalues[i, j] * (1. if z[i, j] > 0 else 0.)",
        "dz[2, 0] = 3.0 * 1 = 3.0",
        "dz = dvalues * (z > 0)",
    ]


def test_the_jacobian_of_softmax():
    derived = derive(JACOBIAN, "z")
    ran, wrong = checked(derived)
    assert wrong == []
    assert len(ran) == 3
    derivation = derived.derivation
    entry = next(line for line in derivation.lines if " if i == j" in line.right)
    matrix = next(line for line in derivation.lines if "np.diag" in line.right)
    names = {"np": np, "math": math, **derivation.arrays}
    row = np.asarray(eval(matrix.left.partition("/")[0][1:], names))
    whole = eval(matrix.right, names)
    assert np.allclose(whole, jacobian(row))
    for i, j in itertools.product(range(3), repeat=2):
        assert eval(entry.right, {**names, "i": i, "j": j}) == pytest.approx(whole[i, j])
        one = derivation.lines[1 if i == j else 2]
        assert eval(one.right, {**names, "i": i, "j": j}) == pytest.approx(whole[i, j])


def test_softmax_with_cross_entropy_down_to_the_difference():
    derived = derive(CROSS_ENTROPY, "z")
    ran, wrong = checked(derived)
    assert wrong == []
    assert len(ran) == 6
    assert derived.code == "dz = (p - np.eye(3)[[2, 0, 1]]) / 3"
    reasons = [line.reason for line in derived.derivation.lines]
    assert any(reason.endswith("cancels out") for reason in reasons)
    assert "the targets of a sample add up to 1" in reasons


def test_a_wrong_line_is_seen():
    derived = derive(CROSS_ENTROPY, "z")
    arrays = derived.derivation.sections[0].arrays
    arrays |= {name: value + 0.1 for name, value in arrays.items() if name.startswith("p")}
    assert checked(derived)[1] != []


def test_the_picture_has_each_line_from_its_frame_on(tmp_path):
    derived = derive(CROSS_ENTROPY, "z")
    rendering = derived._rendering
    scene, count = rendering.scene, len(derived.lines)
    assert len(rendering.storyboard) == count
    for frame in (0, 3, count - 1):
        rows = {mark.data["row"] for mark in scene.alive(frame) if mark.kind == "line"}
        assert len(rows) == frame + 1
    lines = [mark.box for mark in scene.alive(count - 1) if mark.kind in ("line", "reason")]
    assert all(a.distance(b) > 0 for i, a in enumerate(lines) for b in lines[:i])
    assert max(box.right for box in lines) < scene.width
    assert any(mark.kind == "active" for mark in scene.alive(0))
    made = derived.save_all(tmp_path, "net")
    assert [path.name for path in made] == [
        f"net.derive_z.{suffix}" for suffix in ("svg", "gif", "tex", "txt")
    ]


def test_what_has_no_derivation_is_one_line():
    code = HEAD + "X = rng.normal(size=(3, 4)); loss = np.sum(np.cumsum(X))\n"
    with pytest.raises(BackpropError, match=r"X goes into .*sum.*; derived are arrays"):
        derive(code, "X", "array")
    with pytest.raises(BackpropError, match="no array 'q'; expected one of X"):
        derive(CROSS_ENTROPY, "q")


def test_the_command_finds_the_view(tmp_path):
    (tmp_path / "net.py").write_text(CROSS_ENTROPY)
    done = command("derive", "net.py", "z", "--formats", "txt", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "dz = (p - np.eye(3)[[2, 0, 1]]) / 3",
        "net.derive_z.txt",
    ]


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs LaTeX")
@pytest.mark.parametrize("code", [JACOBIAN, CROSS_ENTROPY, HEAD + PRODUCTS["matrices"] + END])
def test_latex_of_arrays_compiles(code, tmp_path):
    name = "W" if "tanh" in code else "z"
    tex = derive(code, name).save(tmp_path / "a.tex")[0]
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", tex.name],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
