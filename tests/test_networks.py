"""Whole networks as readers write them, unchanged: their gradients are those of their own code."""

from __future__ import annotations

import contextlib
import io
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import list_program
from graphviz_backprop.sources import read_program
from tests.quick_or_long import quick

FOLDER = Path(__file__).parent / "networks"


def of_layers(names, first, last):
    """The layers have the names of their variables."""
    return {
        "X": names[first].dinputs,
        f"{first}.weights": names[first].dweights,
        f"{first}.biases": names[first].dbiases,
        f"{last}.weights": names[last].dweights,
        f"{last}.biases": names[last].dbiases,
    }


def of_step_by_step(names):
    p, samples = names["output"], len(names["X"])
    targets = -np.log(np.clip(p, 1e-7, 1 - 1e-7)) * 0 - p / (p * names["y"]).sum(1)[:, None]
    return of_layers(names, "layer1", "layer2") | {"y": targets / samples}


def of_training(names):
    """Those of the first round: later ones start from updated weights."""
    dweights, dbiases, dweights2, dbiases2 = names["history"][0]
    return {
        "first.weights": dweights,
        "first.biases": dbiases,
        "last.weights": dweights2,
        "last.biases": dbiases2,
    }


def of_functions(names):
    grads = names["grads"]
    return {"params": {name: grads[name] for name in ("W1", "b1", "W2", "b2")}}


# What each network's own backward pass gives.
def of_one_script(names):
    return dict(zip(("W", "b", "W2", "b2"), names["first"], strict=True))


NETWORKS: dict[str, Any] = {
    "two_layers": lambda names: of_layers(names, "dense1", "dense2"),
    "step_by_step": of_step_by_step,
    "training": of_training,
    "functions": of_functions,
    "one_script": of_one_script,
}
# To what the numbers agree: those of 32 bits have 7 digits.
CLOSE = dict.fromkeys(NETWORKS, 1e-8) | {"functions": 1e-6}
# The same with other sizes, labels and types.
VARIANTS = {
    "two_layers": {
        "3 neurons": ("64", "3"),
        "one-hot": ("dense1 = Dense", "y = np.eye(3)[y]\ndense1 = Dense"),
        "32 bits": ("dense1 = Dense", "X = X.astype(np.float32)\ndense1 = Dense"),
    },
    "step_by_step": {"64 neurons": ("hidden = 3", "hidden = 64")},
}


@cache
def code_of(name):
    return (FOLDER / f"{name}.py").read_text()


def plainly(code):
    names: dict[str, Any] = {"__name__": "__main__"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "<network>", "exec"), names)
    return names, printed.getvalue()


def traced(code, **options):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        movie = gb.run(code=code, **options)
    return movie, printed.getvalue()


def assert_close(found, expected, tolerance):
    for name, gradient in expected.items():
        if isinstance(gradient, dict):
            assert_close(found[name], gradient, tolerance)
            continue
        assert np.shape(found[name]) == np.shape(gradient), name
        assert np.abs(np.asarray(found[name]) - gradient).max() < tolerance, name


@pytest.mark.parametrize("level", quick(["array", "layer"], 1))
@pytest.mark.parametrize("name", quick(NETWORKS, 2))
def test_every_gradient_is_the_hand_written_one(name, level):
    names, plain_output = plainly(code_of(name))
    movie, printed = traced(code_of(name), level=level)
    assert printed == plain_output
    assert movie.graph.nodes[movie.graph.output].name == "loss"
    expected = NETWORKS[name](names)
    assert expected.keys() <= movie.gradients.keys()
    assert_close(movie.gradients, expected, CLOSE[name])


VARIED = [(name, variant) for name, variants in VARIANTS.items() for variant in variants]


@pytest.mark.parametrize(("name", "variant"), quick(VARIED, 1))
def test_variants_of_a_network(name, variant):
    code = code_of(name).replace(*VARIANTS[name][variant])
    assert code != code_of(name)
    names, plain_output = plainly(code)
    movie, printed = traced(code, level="array")
    assert printed == plain_output
    assert_close(movie.gradients, NETWORKS[name](names), CLOSE[name])


@pytest.mark.parametrize("number", quick([2, 1, 31], 1))
def test_each_round_of_a_training(number):
    names, _ = plainly(code_of("training"))
    movie, _ = traced(code_of("training"), pass_number=number, level="array")
    found = [movie.gradients[name] for name in of_training(names)]
    for gradient, expected in zip(found, names["history"][number - 1], strict=True):
        assert np.abs(gradient - expected).max() < 1e-8


@pytest.mark.long
def test_both_routes_through_softmax_and_loss_agree():
    names, _ = plainly(code_of("two_layers"))
    combined, _ = traced(code_of("two_layers"), level="layer")
    assert "softmax_cross_entropy" in [node.op.name for node in combined.graph.nodes]
    step_by_step, _ = traced(code_of("two_layers"), level="array")
    assert {"exp", "div", "index", "log"} <= {n.op.name for n in step_by_step.graph.nodes}
    by_hand = names["loss_activation"].dinputs
    for movie in (combined, step_by_step):
        [scores] = [
            n
            for n in movie.graph.nodes
            if n.name == "dense2.output" and n.value.shape[1] == 3 and n.op.name in ("add", "dense")
        ]
        assert np.abs(movie.backprop.gradients[scores.index] - by_hand).max() < 1e-12


ELEMENTS = """
import numpy as np
x = np.array([1.0, -2.0, 3.0])
w = np.array([-3.0, -1.0, 2.0])
for k in range(3):
    y = max(np.dot(x, w) + 1.0, 0)
    dw = x * (1.0 if y > 0 else 0.0)
    w[0] -= 0.01 * dw[0]
    w[1:] += -0.01 * dw[1:]
"""
ROWS = """
import numpy as np
x = np.array([[1.0, -2.0, 3.0]])
w = np.array([[-3.0, -1.0, 2.0]]).T
for k in range(3):
    y = np.sum(np.maximum(0, x @ w + 1.0))
    dw = x.T * (y > 0)
    for j in range(3):
        w[j] -= 0.01 * dw[j]
"""


@pytest.mark.parametrize("level", quick(["element", "array"], 1))
@pytest.mark.parametrize("code", [ELEMENTS, ROWS], ids=["elements", "rows"])
def test_an_array_that_is_updated_part_by_part_is_one_input(code, level):
    for number, y in enumerate((6.0, 5.86, 5.72), start=1):
        movie, _ = traced(code, pass_number=number, level=level)
        assert movie.graph.nodes[movie.graph.output].value == pytest.approx(y)
        assert movie.gradients.keys() == {"x", "w"}
        assert np.ravel(movie.gradients["w"]).tolist() == [1.0, -2.0, 3.0]
        assert np.ravel(movie.gradients["x"]) == pytest.approx(
            np.array([-3.0, -1.0, 2.0]) - (number - 1) * np.array([0.01, -0.02, 0.03])
        )
    with pytest.raises(gb.BackpropError, match="no pass 4"):
        traced(code, pass_number=4)


MANY = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(10_000, 100))
W = rng.normal(size=(100, 100)) * 0.1
h = np.maximum(0, X @ W)
loss = np.mean(h ** 2)
"""


@pytest.mark.long
def test_arrays_of_a_million_numbers():
    names, _ = plainly(MANY)
    movie, _ = traced(MANY, level="array")
    dh = 2 * names["h"] / names["h"].size * (names["h"] > 0)
    assert_close(movie.gradients, {"W": names["X"].T @ dh, "X": dh @ names["W"].T}, 1e-12)
    with pytest.raises(gb.BackpropError, match="4,010,002 numbers are too many to draw one by one"):
        traced(MANY, level="element")


def test_a_list_of_a_networks_passes_and_gradients(tmp_path):
    file = tmp_path / "network.py"
    file.write_text(code_of("step_by_step"))
    with contextlib.redirect_stdout(io.StringIO()):
        listing = list_program(read_program(file))
    [found] = listing.passes
    assert [name for name, _ in found.outputs] == ["loss"]
    layers = "layer1.weights", "layer2.weights", "layer1.biases", "layer2.biases"
    assert found.inputs == ("X", "y", *layers)
    gradients = {one.name: one.value.shape for one, _ in listing.gradients}
    assert gradients["layer1.dweights"] == (2, 3)
