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

FOLDER = Path(__file__).parent / "networks"


def of_layers(first, last, dinputs):
    return {
        "X": dinputs,
        "self.weights": first.dweights,
        "self.biases": first.dbiases,
        "self.weights#2": last.dweights,
        "self.biases#2": last.dbiases,
    }


def of_step_by_step(names):
    first, last = names["layer1"], names["layer2"]
    p, samples = names["output"], len(names["X"])
    targets = -np.log(np.clip(p, 1e-7, 1 - 1e-7)) * 0 - p / (p * names["y"]).sum(1)[:, None]
    return of_layers(first, last, first.dinputs) | {"y": targets / samples}


def of_training(names):
    """Those of the first round: later ones start from updated weights."""
    dweights, dbiases, dweights2, dbiases2 = names["history"][0]
    return {
        "self.weights": dweights,
        "self.biases": dbiases,
        "self.weights#2": dweights2,
        "self.biases#2": dbiases2,
    }


def of_functions(names):
    grads = names["grads"]
    return {"params": {name: grads[name] for name in ("W1", "b1", "W2", "b2")}}


# What each network's own backward pass gives.
NETWORKS: dict[str, Any] = {
    "two_layers": lambda names: of_layers(
        names["dense1"], names["dense2"], names["dense1"].dinputs
    ),
    "step_by_step": of_step_by_step,
    "training": of_training,
    "functions": of_functions,
}
# To what the numbers agree: those of 32 bits have 7 digits.
CLOSE = dict.fromkeys(NETWORKS, 1e-8) | {"functions": 1e-6}
# The same with 3 neurons, and with one-hot labels.
VARIANTS = {
    "two_layers": {
        "3 neurons": ("64", "3"),
        "one-hot": ("dense1 = Dense", "y = np.eye(3)[y]\ndense1 = Dense"),
        "32 bits": ("dense1 = Dense", "X = X.astype(np.float32)\ndense1 = Dense"),
    },
    "step_by_step": {"64 neurons": ("(2, 3, 0.1)", "(2, 64, 0.1)")},
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


@pytest.mark.parametrize("level", ["array", "layer"])
@pytest.mark.parametrize("name", NETWORKS)
def test_every_gradient_is_the_hand_written_one(name, level):
    names, plain_output = plainly(code_of(name))
    movie, printed = traced(code_of(name), level=level)
    assert printed == plain_output
    assert movie.graph.nodes[movie.graph.output].name == "loss"
    expected = NETWORKS[name](names)
    assert expected.keys() <= movie.gradients.keys()
    assert_close(movie.gradients, expected, CLOSE[name])
