"""Loops whose rounds go on from one another are recorded as far as they can be drawn."""

from __future__ import annotations

import pytest

from graphviz_backprop.capture import capture_program, list_program, run
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.levels import View
from graphviz_backprop.sources import read_code
from graphviz_backprop.tracing.rounds import containers
from tests.large_programs import SHAPES

CHAIN = """
x, w, t = 2.0, 3.0, 0.0
for i in range(300):
    t = t * 0.5 + x
y = t * w
"""
WHILE = """
x, w, t, n = 2.0, 3.0, 0.0, 0
while n < 300:
    t = t * 0.5 + x
    n += 1
y = t * w
"""
# From its third round on the very same number comes out.
RESTING = """
x, w, t, floor = 2.0, 3.0, 64.0, 4.0
for i in range(300):
    t = max(t * 0.5, floor)
y = t * w
"""
# Only some rounds can be recorded: those that are not would be missing in the sum.
COLLECTED = """
x, w, t = 2.0, 3.0, 0.0
history = []
for i in range(300):
    t = t * 0.5 + x
    history.append(w * i)
y = sum(history)
"""
TRAINING = """
x, w, s = 0.5, 3.0, 1.0
for i in range(300):
    y = w * x * s
    s = s * 0.9
    if i % 3 == 0:
        w = w - 0.1 * y
"""
LIST_SUM = f"""
data = {[0.5] * 300}
w, total = 3.0, 0.0
for v in data:
    total += v * w
y = total * w
"""


@pytest.fixture(autouse=True)
def few_nodes(monkeypatch):
    monkeypatch.setattr(run, "MOST_NODES", 60)


def captured(code):
    captured = capture_program(read_code(code))
    graph = captured.graphs[0]
    names = {node.name for node in graph.nodes if node.op.name == "leaf"}
    return graph.nodes[graph.output], names, " ".join(captured.notes)


@pytest.mark.parametrize("code", [CHAIN, WHILE, RESTING])
def test_what_a_long_chain_of_rounds_computes_is_an_input_of_what_comes_after(code):
    output, names, notes = captured(code)
    assert (output.name, output.value, names) == ("y", 12.0, {"t", "w"})
    assert "of the loop at line 3 are not recorded" in notes
    assert "t is an input of y" in notes
    assert "derivative is not known" not in notes


def test_the_last_result_of_such_a_loop_is_no_output():
    message = "t is not drawn: rounds 33 to 300 of the loop at line 3 are not recorded"
    with pytest.raises(BackpropError, match=message):
        captured(CHAIN.partition("y =")[0])


def test_the_list_of_passes_says_so_too():
    listing = list_program(read_code(CHAIN))
    assert [one.outputs[0][0] for one in listing.passes] == ["y"]
    assert any("rounds 33 to 300 of the loop at line 3" in note for note in listing.notes)


@pytest.mark.parametrize("most_parts", [20_000, 20])
@pytest.mark.parametrize("code", [COLLECTED, TRAINING])
def test_a_loop_that_keeps_its_numbers_or_trains_is_recorded(code, most_parts, monkeypatch):
    monkeypatch.setattr(containers, "_MOST_PARTS", most_parts)
    listing = list_program(read_code(code))
    assert not any("not recorded" in note for note in listing.notes)


def test_a_sum_over_a_long_list_is_recorded(monkeypatch):
    monkeypatch.setattr("graphviz_backprop.tracing.tape.list_inputs.LONG", 100)
    listing = list_program(read_code(LIST_SUM))
    assert not any("not recorded" in note for note in listing.notes)
    assert set(listing.passes[-1].inputs) >= {"data", "w"}


def test_what_can_be_drawn_is_recorded_in_full(monkeypatch):
    monkeypatch.setattr(run, "MOST_NODES", 2_000)
    output, names, notes = captured(CHAIN)
    assert (output.name, names, notes) == ("y", {"t", "x", "w"}, "")


@pytest.mark.parametrize("shape", SHAPES)
def test_numbers_that_are_asked_for_one_by_one_may_be_more_than_are_drawn(shape, monkeypatch):
    code = read_code(SHAPES[shape](300))
    with pytest.raises(BackpropError, match="too many to draw"):
        capture_program(code, view=View.wanted(None, (), None))
    monkeypatch.setattr(run, "_MOST_ONE_BY_ONE", 400)
    (graph,) = capture_program(code, view=View.wanted("element", (), None)).graphs
    assert 280 < len(graph) < 400
    monkeypatch.setattr(run, "_MOST_ONE_BY_ONE", 100)
    with pytest.raises(BackpropError, match="too many to draw"):
        capture_program(code, view=View.wanted("element", (), None))


@pytest.mark.parametrize("shape", ["wide", "network"])
def test_where_only_pictures_are_wanted_what_is_more_is_refused_before_it_is_built(
    shape, monkeypatch
):
    monkeypatch.setattr(run, "MOST_NODES", 100)
    view = View.wanted("element", (), None, is_drawn=True)
    with pytest.raises(BackpropError, match=r"100 at most.*the format json alone has them all"):
        capture_program(read_code(SHAPES[shape](300)), view=view)
