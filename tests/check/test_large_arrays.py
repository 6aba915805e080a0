"""Whole files with arrays of thousands of numbers: layers, a loss class, an optimiser, epochs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graphviz_backprop.checking.by_hand.slopes_of_entries import SlopesOfEntries
from graphviz_backprop.checking.judging.judging import Judge
from graphviz_backprop.checking.reports.check_report import report_lines
from graphviz_backprop.checking.verdict import WRONG, Checked, Verdict
from graphviz_backprop.checking.watching.nudges import Variable
from graphviz_backprop.checking.watching.watched_runs import WatchedProgram
from graphviz_backprop.sources import read_code
from tests.check.test_verdicts import verdicts, wrong
from tests.quick_or_long import quick

FILES = Path(__file__).parents[1] / "readers" / "files"
SPIRAL = (FILES / "nn_spiral_sgd.py").read_text().replace("range(10001)", "range(4)")
SINE = (FILES / "nn_regression_sine.py").read_text().replace("range(1001)", "range(3)")
# Each with the line as it stands, as it is made, and the line's number.
SLIPS = [
    (SPIRAL, "self.dinputs[self.inputs <= 0] = 0", "self.dinputs[self.inputs >= 0] = 0", 53),
    (SPIRAL, "-= 1\n        self.dinputs = self.dinputs / samples", "-= 1\n        pass", 123),
    (SPIRAL, "range(samples), y_true] -= 1", "range(samples), y_true] += 1", 123),
    (SPIRAL, "np.dot(dvalues, self.weights.T)", "-np.dot(dvalues, self.weights.T)", 39),
    (SPIRAL, "np.dot(self.inputs.T, dvalues)", "np.dot(self.inputs.T, -dvalues)", 36),
    (SPIRAL, "np.sum(dvalues, axis=0, keep", "np.mean(dvalues, axis=0, keep", 37),
    # A loss has no inputs of its own: it is by what it was given.
    (SINE, "-2 * (y_true - dvalues) / outputs", "(y_true - dvalues) / outputs", 78),
    (SINE, "self.dinputs = dvalues.copy()\n\n\n# C", "self.dinputs = -dvalues\n\n\n# C", 57),
]


def test_every_line_of_a_whole_file_is_right():
    """Also the ReLU's, at the corner of which the samples at the origin begin."""
    assert {at for (_, at), said in verdicts(SPIRAL).items() if said == "right"} == {
        36, 37, 39, 53, 124,
    }  # fmt: skip


@pytest.mark.parametrize(("code", "right", "slip", "line"), quick(SLIPS, 1))
def test_a_slip_in_large_arrays_is_named_at_its_line_alone(code, right, slip, line):
    assert code.count(right) in (1, 2)
    assert {at for _, at in wrong(code.replace(right, slip, 1))} == {line}


def wrong_in(*entries):
    """A verdict on a matrix of 4 rows and 10 columns that is wrong in some entries."""
    truth = [[0.1 * i + j for j in range(10)] for i in range(4)]
    value = [
        [x + ((i, j) in entries) * 1e-3 for j, x in enumerate(row)] for i, row in enumerate(truth)
    ]
    return Checked("n.py", (Verdict("dz", None, 7, value, truth, WRONG, cause="the sign"),))


def test_of_a_large_array_the_first_number_that_differs_is_told():
    (first, row, *_) = report_lines(wrong_in((1, 4), (3, 0)))
    told = "4.101", "4.1, and 1 more of 40 numbers differ"
    assert first == f"n.py: Line 7: dz[1, 4] is {told[0]} and should be {told[1]} (the sign)."
    assert (
        row.split()
        == f"line 7 dz[1, 4] = {told[0]} should be {told[1]} wrong here: the sign".split()
    )
    assert "dz[3, 9] is 9.301 and should be 9.3 (the sign)." in report_lines(wrong_in((3, 9)))[0]
    assert "dz[" not in "".join(report_lines(wrong_in((1, 4)), has_hints=True))


BATCH = """
import numpy as np
rng = np.random.RandomState(3)
X = rng.randn(9, 8)
W1, W2 = rng.randn(8, 10) * 0.3, rng.randn(10, 2)
z = X @ W1
h = np.maximum(0, z)
p = h @ W2
losses = np.sum(p ** 3, axis=1)
loss = np.mean(losses)
dp = 3 * p ** 2 / 9
dh = dp @ W2.T
dz = dh * (z > 0)
dW1 = X.T @ dz
dX = dz @ W1.T
"""


@pytest.mark.parametrize("name", ["z", "X", "W1"])
def test_slopes_through_a_later_value_are_those_of_one_number_after_the_other(name):
    watched = WatchedProgram(read_code(BATCH), np.inf)
    events = watched.first().events
    judge = Judge(watched, events)
    judge.bench.set_up(set())
    last = {event.name: event for event in events}
    variable, of = Variable(last[name]), ((last["loss"].index, np.ones(1)),)
    entries = SlopesOfEntries(judge.bench.nudges, dict.fromkeys(range(len(events)), 1.0))
    in_few = entries.slopes(variable, of)
    runs = watched.runs
    every = judge.bench.nudges.columns(variable)
    one_by_one = [found[of[0][0]].central[0] if of[0][0] in found else 0.0 for found in every]
    assert in_few.central == pytest.approx(one_by_one, abs=1e-7)
    assert in_few.central == pytest.approx(last[f"d{name}"].value, abs=1e-7)
    assert runs < watched.runs - runs  # fewer than those for each number


MIXED = """
import numpy as np
rng = np.random.RandomState(3)
z = rng.randn(9, 8)
n = z / np.sqrt(np.sum(z ** 2, axis=0))
p = n.sum(axis=1) * np.arange(9)
loss = np.sum(p ** 2) * np.sum(z)
dz = 3.0 * z
"""


def test_slopes_that_a_nudge_of_all_does_not_prove_are_measured_one_by_one():
    """A row of z is not all that its row of p comes from, and p is not all that z goes into."""
    watched = WatchedProgram(read_code(MIXED), np.inf)
    events = watched.first().events
    judge = Judge(watched, events)
    judge.bench.set_up(set())
    last = {event.name: event for event in events}
    variable, of = Variable(last["z"]), ((last["loss"].index, np.ones(1)),)
    entries = SlopesOfEntries(judge.bench.nudges, dict.fromkeys(range(len(events)), 1.0))
    one_by_one = [found[of[0][0]].central[0] for found in judge.bench.nudges.columns(variable)]
    assert entries.slopes(variable, of).central == pytest.approx(one_by_one, abs=1e-5)


OBJECTS = """
class Inner:
    def run(self, x):
        self.output = 2.0 * x
class Outer:
    def __init__(self):
        self.inner = Inner()
    def run(self, x):
        self.inner.run(x)
        self.output = self.inner.output
class Layer:
    def __init__(self, w):
        self.w, self.dw = w, 0.0
def update(layer):
    layer.w = layer.w - 0.1 * layer.dw
outer, one, two = Outer(), Layer(1.5), Layer(2.5)
outer.run(3.0)
outer.run(4.0)
one.dw = 0.5
two.dw = 0.7
update(one)
"""


def test_what_an_attribute_is_computed_from_is_that_of_its_own_object():
    watched = WatchedProgram(read_code(OBJECTS), np.inf)
    events = watched.first().events
    flow = Judge(watched, events).bench.flow
    outputs = [event.index for event in events if event.name == "self.output"]
    assert flow.inputs[outputs[3]] == (outputs[2],)  # not its own, of the call before
    updated = next(event for event in events if event.name == "layer.w")
    given = next(event.index for event in events if event.name == "one.dw")
    assert given in flow.inputs[updated.index]
    assert not any(events[index].name == "two.dw" for index in flow.inputs[updated.index])
