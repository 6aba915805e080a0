"""The first inputs of a kind run with the README's tests, the others with the long ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def quick(values: Iterable[Any], count: int) -> list[Any]:
    """The values as parameters of a test, all but the first `count` of them marked `long`."""
    found = []
    for number, value in enumerate(values):
        parts = value if isinstance(value, tuple) else (value,)
        found.append(pytest.param(*parts, marks=() if number < count else pytest.mark.long))
    return found
