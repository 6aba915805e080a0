"""Patterns that wait are those of `re`, compiled at the first use and once."""

import re

import pytest

from graphviz_backprop import late_pattern as room
from graphviz_backprop.late_pattern import late_pattern


def test_a_pattern_is_compiled_when_it_is_used(monkeypatch):
    texts = []
    monkeypatch.setattr(room, "_COMPILE", lambda *given: texts.append(given) or re.compile(*given))
    pattern = late_pattern("d_?(?P<to>w)", re.IGNORECASE)
    assert texts == []
    assert [pattern.fullmatch(name) is not None for name in ("dW", "d_w", "w")] == [
        True,
        True,
        False,
    ]
    assert texts == [("d_?(?P<to>w)", re.IGNORECASE)]
    assert (pattern.sub("", "dwx"), pattern.groupindex) == ("x", {"to": 1})


def test_a_wrong_pattern_is_told():
    pattern = late_pattern("(")
    with pytest.raises(re.error):
        pattern.match("x")
