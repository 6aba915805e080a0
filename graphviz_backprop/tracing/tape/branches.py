"""Which values decided the tests of `if` in the reader's code."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from graphviz_backprop.ops import CONSTANT
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.traced import is_traced


class Branches:
    """The records that each test looked at, by its site in the code and the frame that runs it."""

    def __init__(self) -> None:
        self._tested: dict[tuple[int, int], list[Record]] = {}

    def begin_test(self, site: int) -> bool:
        """Forget what the test of an `if` saw before; always true."""
        self._tested[site, id(sys._getframe(1))] = []
        return True

    def tested(self, site: int, value: Any) -> Any:
        """A value that decides an `if`, passed through."""
        if is_traced(value):
            self._tested[site, id(sys._getframe(1))].append(value._record)
        return value

    def deciding(self, sites: tuple[int, ...], frame: FrameType) -> tuple[Record, ...]:
        """The values that decided the tests at these sites, each once, without constants."""
        tests = [self._tested.get((site, id(frame)), ()) for site in sites]
        found = [record for test in tests for record in test if record.op is not CONSTANT]
        return tuple(dict.fromkeys(found))
