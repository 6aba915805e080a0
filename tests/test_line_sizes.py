"""The sizes of a spine's lines, which pages are planned by, are those that the lines then have."""

import graphviz_backprop as gb
from graphviz_backprop.figure.layout.spine_line import LineSizes, lay_line

CODE = """
import numpy as np
x = np.linspace(-1, 1, 6)
w = np.linspace(0.5, 1.5, 6)
h0 = x
{lines}
y = np.sum(h{count} * x)
"""
LINE = "h{next} = np.{function}(h{at} * w + x * {next}.5) - np.exp(h{at})"
FUNCTIONS = "tanh", "sin", "cos"


def chain(count):
    """A run of arrays, with other runs beside it."""
    lines = (LINE.format(next=at + 1, at=at, function=FUNCTIONS[at % 3]) for at in range(count))
    return CODE.format(lines="\n".join(lines), count=count)


def test_a_line_is_as_large_as_was_planned(monkeypatch):
    planned, begin = [], LineSizes.__init__

    def remembered(self, spine, stations, measures):
        begin(self, spine, stations, measures)
        planned.append((self, spine, stations, measures))

    monkeypatch.setattr(LineSizes, "__init__", remembered)
    assert gb.run(code=chain(6)).rendering.scene
    assert planned
    for sizes, spine, stations, measures in planned:
        for count in range(min(1, len(stations)), len(stations) + 1):
            line = lay_line(spine, stations[:count], measures)
            size = sizes.of(stations[:count])
            assert (size.width, size.up, size.down) == (line.width, line.up, line.down)
