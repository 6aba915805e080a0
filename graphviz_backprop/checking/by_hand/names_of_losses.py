"""What a loss is usually called."""

from __future__ import annotations

import re
from collections.abc import Container

_WORDS = r"(?:\w+_)?(?:{})(?:_\w+)?\d*"
_LOSS = re.compile(_WORDS.format("loss|cost|objective|nll|r?mse|sse|bce|j|l"), re.IGNORECASE)
# An objective may also be one to be raised.
_LOWERED = re.compile(
    _WORDS.format("loss|cost|nll|[ms]se|bce|err(?:or)?|xent|[jlec]"), re.IGNORECASE
)
_ERROR = re.compile(_WORDS.format("err(?:or)?s?|diff(?:erence)?|residuals?"), re.IGNORECASE)
_FINAL = frozenset("l j e c loss cost err error out output f y mse objective".split())


def is_loss(name: str) -> bool:
    """Return whether a name is that of a loss, also of one that is an attribute."""
    return _LOSS.fullmatch(name.rpartition(".")[2]) is not None


def is_lowered(name: str) -> bool:
    """Return whether a name is that of a loss or an error, which no update is to raise."""
    return _LOWERED.fullmatch(name.rpartition(".")[2]) is not None


def is_error_name(name: str) -> bool:
    """Return whether a name is that of what a value is off by, and of no loss: `err`, `diff`."""
    return _ERROR.fullmatch(name.rpartition(".")[2]) is not None and not is_loss(name)


def is_final(of: str) -> bool:
    """Return whether a name is a usual one for the output: `L`, `loss`, `y`."""
    return of.lower() in _FINAL


def likelihood(name: str, named: Container[str]) -> float:
    """Return how likely a value is the output by its name alone: 0 to 0.7.

    Args:
        name: the value's.
        named: the small letters of what the derivatives are said to be of, `y` of `dy_dx`.
    """
    last = name.rpartition(".")[2]
    return 0.4 * (last.lower() in named) + 0.3 * is_final(last.lower())
