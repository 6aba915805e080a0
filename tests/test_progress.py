"""A bar for a terminal, where work takes long; nothing for a file or a pipe."""

from __future__ import annotations

import io

import pytest

from graphviz_backprop.command.progress import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown_on(stream, patience, monkeypatch):
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr("graphviz_backprop.command.progress._PATIENCE", patience)
    with progress(4) as tick:
        for _ in range(3):
            tick()
    return stream.getvalue()


def test_long_work_shows_a_bar_that_goes_again(monkeypatch):
    *_, bar, blank = shown_on(Terminal(), 0.0, monkeypatch).rstrip("\r").split("\r")
    assert "figures" in bar
    assert blank.strip() == ""


@pytest.mark.parametrize(("stream", "patience"), [(Terminal(), 60.0), (io.StringIO(), 0.0)])
def test_short_work_and_no_terminal_show_none(stream, patience, monkeypatch):
    assert shown_on(stream, patience, monkeypatch).strip() == ""
