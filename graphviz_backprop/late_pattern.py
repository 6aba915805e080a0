"""Regular expressions that are compiled when they are first used.

A start of the command loads a hundred and more, and uses a part of them. Long ones take up to a
millisecond each.
"""

from __future__ import annotations

import re
from typing import Any, cast

_COMPILE = re.compile  # as it is before the reader's code has run


def late_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, for use by its methods; a wrong text is told at the first of them.

    >>> late_pattern("[a-z]+").fullmatch("dw") is not None
    True
    """
    return cast("re.Pattern[str]", _Late(text, flags))


class _Late:
    """A pattern; each of its attributes is its own once it was asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._compiled = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # of every object
            raise AttributeError(name)
        found = getattr(_COMPILE(*self._compiled), name)
        setattr(self, name, found)
        return found
