"""What the slip is, tried by calculation: the repair of one line that gives the true numbers."""

from __future__ import annotations

import pytest

from graphviz_backprop.checking.reports.check_report import sentence
from tests.check.test_verdicts import checked, layer, neuron

SLIPS = {
    "the sign": layer(dz="-dA * (1 - A ** 2)"),
    "the factor 1 - A ** 2 is missing": layer(dz="dA"),
    "an extra factor": layer(dw="X.T @ dZ * 3"),
    "Z stands for A": layer(dz="dA * (1 - Z ** 2)"),
    "a power is missing": layer(dz="dA * (1 - A)"),
    "a factor of 2 is missing": "x, w, t = 2.0, 3.0, 1.0\nloss = (x * w - t) ** 2\n"
    "error = x * w - t\ndw = error * x\n",
    "a mean stands for a sum": layer(db="dZ.mean(axis=0, keepdims=True)"),
    "it is divided by 4": layer(dw="X.T @ dZ / 4"),
    "another number": neuron(slip="7"),
}


@pytest.mark.parametrize(("cause", "code"), SLIPS.items(), ids=SLIPS)
def test_a_single_wrong_line_has_its_cause(cause, code):
    (one,) = [v for v in checked(code).verdicts if v.verdict == "wrong"]
    assert one.cause == cause


def test_a_line_that_no_repair_mends_has_no_cause():
    found = checked(layer(dw="np.sin(X.T @ dZ) + 0.123")).of_kind("wrong")
    assert [(one.name, one.cause) for one in found] == [("dW", "")]


def test_the_sentence_says_which_variables_and_outputs_follow():
    code = neuron(slip="7") + "w[1] = w[1] - 0.1 * dw[1]\n"
    code += "y = max(x[0] * w[0] + x[1] * w[1] + b, 0)\n"
    assert sentence(checked(code)) == (
        "Line 12: dz_dp1 is 7 and should be 1; dy_dp1, dy_dw1, dw and the updated w "
        "and y follow from it."
    )


@pytest.mark.parametrize(
    "loss", ["pass", "loss = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))"]
)
def test_how_many_times_the_derivative_it_is_before_it_is_divided(loss):
    code = f"""
import numpy as np
X, Y = np.array([[0.5, 1.0], [-1.0, 2.0], [0.3, 0.2]]), np.array([[1.0], [0.0], [1.0]])
W, b = np.array([[0.4], [-0.3]]), np.zeros(1)
for i in range(2):
    Z = X @ W + b
    A = 1 / (1 + np.exp(-Z))
    {loss}
    dZ = A - Y
    dW = X.T @ dZ / 3
    db = dZ.sum() / 3
    W = W - 0.1 * dW
    b = b - 0.1 * db
"""
    notes = {v.name: v.note for v in checked(code).verdicts if v.verdict == "right"}
    assert notes["dZ"] == "3 times the derivative; it is divided later"
