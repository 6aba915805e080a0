"""Each derivative that a file writes by hand: right, wrong here, or following from a wrong one."""

from __future__ import annotations

import math

import pytest

import graphviz_backprop as gb
from graphviz_backprop.checking.check_program import check_program
from graphviz_backprop.sources import read_code

NEURON = """
x = [1.5, -2.0]
w = [0.5, {w1}]
b = 2.0
p0 = x[0] * w[0]
p1 = x[1] * w[1]
z = p0 + p1 + b
y = max(z, 0)
dvalue = {seed}
dy_dz = dvalue * (1.0 if z > 0 else 0.0)
dz_dp0 = 1
dz_dp1 = {slip}
dy_dp0 = dy_dz * dz_dp0
dy_dp1 = dy_dz * dz_dp1
dy_dw0 = dy_dp0 * x[0]
dy_dw1 = dy_dp1 * x[1]
dw = [dy_dw0, dy_dw1]
"""
LAYER = """
import numpy as np
X = np.array([[1.0, -2.0, 0.5], [0.3, 0.8, -1.1], [2.0, 0.1, 0.4], [-0.7, 1.2, 0.9]])
W = np.array([[0.2, -0.5], [0.7, 0.1], [-0.3, 0.4]])
b = np.array([[0.1, -0.2]])
T = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.5, 0.2]])
Z = X @ W + b
A = np.tanh(Z)
loss = np.mean((A - T) ** 2)
dA = 2 * (A - T) / A.size
dZ = {dz}
dW = {dw}
db = {db}
"""
RIGHT_LAYER = {"dz": "dA * (1 - A ** 2)", "dw": "X.T @ dZ", "db": "dZ.sum(axis=0, keepdims=True)"}


def neuron(slip="1", seed="1.0", w1="-1.0"):
    return NEURON.format(slip=slip, seed=seed, w1=w1)


def layer(**slips):
    return LAYER.format(**{**RIGHT_LAYER, **slips})


def checked(code):
    return check_program(read_code(code))


def verdicts(code):
    return {(v.name, v.line): v.verdict for v in checked(code).verdicts}


def wrong(code):
    return [(v.name, v.line) for v in checked(code).verdicts if v.verdict == "wrong"]


@pytest.mark.parametrize("code", [neuron(), neuron(seed="2.5"), layer()], ids=["", "seed", "layer"])
def test_what_is_right_is_called_right(code):
    found = verdicts(code)
    assert len(found) >= 4
    assert set(found.values()) == {"right"}


def test_a_slip_is_named_and_what_uses_it_only_follows():
    found = checked(neuron(slip="7"))
    told = {v.name: (v.verdict, v.truth) for v in found.verdicts}
    assert told["dz_dp1"] == ("wrong", 1)
    assert told["dy_dp1"] == ("follows", 1.0)
    assert told["dy_dw1"] == ("follows", -2.0)
    assert told["dw"] == ("follows", [1.5, -2.0])
    assert told["dy_dw0"][0] == told["dz_dp0"][0] == "right"
    assert found.status == 3


def test_a_slip_in_arrays_is_named_with_its_true_numbers():
    found = checked(layer(dz="dA * (1 - A)"))
    assert [v.name for v in found.verdicts if v.verdict == "wrong"] == ["dZ"]
    assert {v.name for v in found.verdicts if v.verdict == "follows"} == {"dW", "db"}
    (one,) = [v for v in found.verdicts if v.verdict == "wrong"]
    # At the first sample's first neuron, where z = 0.2 - 1.4 - 0.15 + 0.1 and the target is 1.
    a = math.tanh(-1.25)
    assert one.truth[0][0] == pytest.approx((a - 1.0) / 4 * (1 - a**2), abs=1e-7)


def test_two_slips_are_both_named():
    assert [name for name, _ in wrong(layer(dz="dA * A", db="dZ.mean(axis=0, keepdims=True)"))] == [
        "dZ",
        "db",
    ]


def test_another_shape_is_wrong():
    assert [name for name, _ in wrong(layer(db="dZ"))] == ["db"]


def test_the_upstream_gradient_that_the_code_starts_from_is_told():
    assert checked(neuron(seed="2.5")).upstream == (
        "the gradients are those of y, which starts from dvalue",
    )


def test_a_distance_is_no_gradient():
    code = "xa = 1.0\nxb = 3.0\ndx = xb - xa\ne = dx * dx\nde_ddx = 2 * dx\nde_dxb = de_ddx\n"
    assert verdicts(code) == {("de_ddx", 5): "right", ("de_dxb", 6): "right"}


def test_without_derivatives_nothing_is_judged():
    found = checked("x = 2.0\ny = x * 3\n")
    assert (found.verdicts, found.status) == ((), 0)


def test_code_that_fails_is_told_with_its_place():
    found = checked("x = 2.0\ny = x * 3\ndy_dx = 3.0\nprint(1 / 0)\n")
    assert found.trouble == "line 4: ZeroDivisionError: division by zero"
    assert [(v.name, v.verdict) for v in found.verdicts] == [("dy_dx", "right")]
    assert found.status == 1


def test_from_outside_it_runs_in_a_process_of_its_own():
    assert gb.check(code=neuron(slip="7")) == checked(neuron(slip="7"))


def test_numbers_that_are_none_are_told_without_a_fault():
    code = "import numpy as np\nx = np.array([0.0, 2.0])\ny = np.sum(np.log(x))\n"
    found = checked(code + "dy_dx = 1 / x\ndx = dy_dx * np.nan\n")
    assert found.trouble == ""
    assert {v.verdict for v in found.verdicts} <= {"right", "wrong", "follows", "unjudged"}
