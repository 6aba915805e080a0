"""What `trace` refuses, in one line each."""

from __future__ import annotations

import importlib

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError

REFUSED = {
    "returned a list of 2": (lambda x: [x, x], {"x": 1.0}),
    "returned a NoneType": (lambda x: None, {"x": 1.0}),
    "constant 4.0": (lambda x: 4.0, {"x": 1.0}),
    "no input is a number": (lambda x: x, {"x": "text"}),
    "missing a required argument: 'w'": (lambda x, w: x * w, {"x": 1.0}),
    "unexpected keyword argument 'z'": (lambda x: x, {"x": 1.0, "z": 2.0}),
}


@pytest.mark.parametrize("message", REFUSED)
def test_bad_calls_are_one_line(message):
    function, inputs = REFUSED[message]
    with pytest.raises(BackpropError, match=message) as caught:
        gb.trace(function, **inputs)
    assert "\n" not in str(caught.value)


class Tensor:
    def __array__(self):
        return [1.0]


def test_arrays_of_other_libraries_are_refused_with_the_way_out():
    with pytest.raises(BackpropError, match=r"x is a Tensor.*tolist"):
        gb.trace(lambda x: x, x=Tensor())


def test_a_function_without_source_is_refused():
    namespace: dict = {}
    exec("def hidden(x):\n    return x * x\n", namespace)
    with pytest.raises(BackpropError, match="source can't be read"):
        gb.trace(namespace["hidden"], x=1.0)


def test_what_the_function_raises_passes_through():
    with pytest.raises(ZeroDivisionError):
        gb.trace(lambda x: 1.0 / x, x=0.0)


def test_more_operations_than_are_recorded_are_said(monkeypatch):
    module = importlib.import_module("graphviz_backprop.capture.trace_function")
    monkeypatch.setattr(module, "_MOST_RECORDS", 50)

    def long(x):
        for _ in range(60):
            x = x * 0.5 + 1.0
        return x

    with pytest.raises(BackpropError, match="not recorded: there were more than 50 operations"):
        gb.trace(long, 2.0)
