"""What Python still does when the code, and its threads, have ended."""

import warnings

import pytest

import graphviz_backprop as gb
from graphviz_backprop.isolation import running
from tests.quick_or_long import quick

START = "import atexit, time\nx = -2.0\nw = 3.0\ny = x * w\n"
SLOW_ENDS = {
    "a function given to atexit": "atexit.register(time.sleep, {})",
    "a function of its own": "def last():\n    time.sleep({})\natexit.register(last)",
    "a thread, and then a function": (
        "import threading\nthreading.Thread(target=time.sleep, args=(0.01,)).start()\n"
        "atexit.register(time.sleep, {})"
    ),
}


def warned(code):
    """The gradients, and what is said in warnings."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        movie = gb.run(code=START + code, timeout=0.4)
    assert movie.gradients == {"x": 3.0, "w": -2.0}
    return [str(one.message) for one in said]


@pytest.mark.parametrize("name", quick(SLOW_ENDS, 1))
def test_no_thread_is_blamed_for_what_python_does_at_its_end(monkeypatch, name):
    monkeypatch.setattr(running, "_END", 0.05)
    assert warned(SLOW_ENDS[name].format(0.8)) == []


@pytest.mark.parametrize("name", quick(SLOW_ENDS, 1))
def test_what_does_not_end_then_is_stopped_and_said(monkeypatch, name):
    monkeypatch.setattr(running, "_END", 0.05)
    monkeypatch.setattr(running, "_CLOSE", 0.05)
    (said,) = warned(SLOW_ENDS[name].format(60))
    assert "what the code does at Python's end (atexit) did not end in 0.4 s" in said
