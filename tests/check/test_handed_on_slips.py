"""Slips in a slope, in a line that hands on unchanged, and what only names a derivative again."""

from __future__ import annotations

import pytest

from tests.check.handed_on_slips import PROGRAMS
from tests.check.test_verdicts import wrong

_KINDS = [kind for kind, *_ in PROGRAMS]


@pytest.mark.parametrize(
    ("code", "right", "slip"),
    [
        pytest.param(
            *rest, id=f"{kind} {at}", marks=pytest.mark.long if kind in _KINDS[:at] else ()
        )
        for at, (kind, *rest) in enumerate(PROGRAMS)
    ],
)
def test_its_line_is_named_and_none_beside_it(code, right, slip):
    assert wrong(code.format(slip=right)) == []
    line = code.partition("{slip}")[0].count("\n") + 1
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}
