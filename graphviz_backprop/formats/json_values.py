"""Values as JSON takes them: a large array is summed up, and kept for an .npz beside it."""

from __future__ import annotations

import io
import math
import zipfile
from typing import Any

from graphviz_backprop.formats.format import File
from graphviz_backprop.numerals import is_huge, shown
from graphviz_backprop.values import is_array, plain_number

MOST_NUMBERS = 1_000  # of an array that is written whole
_MARKER = b"graphviz_backprop arrays"


class Arrays:
    """Writes values, and keeps the arrays that it only sums up.

    Args:
        is_full: they are kept, for the file beside the JSON.
    """

    def __init__(self, is_full: bool) -> None:
        self._is_full = is_full
        self._kept: dict[str, Any] = {}
        self._keys: dict[int, str] = {}

    def plain(self, value: Any, *key: str | int) -> Any:
        """A number, an array or None as JSON.

        Args:
            value: of a node or a step.
            key: the parts of the key by which an array is found in the file beside.
        """
        if type(value) is float:  # most are: 100,000 of them are written in no time
            return value if math.isfinite(value) else str(value)
        if is_array(value):
            if value.size > MOST_NUMBERS:
                return self._summary(value, ".".join(map(str, key)))
            return _listed(value.tolist())
        return _number(value)

    def structure(self, value: Any, *key: str | int) -> Any:
        """The same of what may be nested in lists and dicts, whose keys become strings."""
        if isinstance(value, dict):
            return {str(name): self.structure(one, *key, name) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.structure(one, *key, number) for number, one in enumerate(value)]
        return self.plain(value, *key)

    def file(self, stem: str) -> File:
        """The file beside, with every array once."""
        import numpy as np

        data = io.BytesIO()
        np.savez(data, **self._kept)
        with zipfile.ZipFile(data, "a") as archive:
            archive.comment = _MARKER
        return File(f"{stem}.npz", data.getvalue(), _MARKER)

    def _summary(self, value: Any, key: str) -> dict[str, Any]:
        summary = {"shape": list(value.shape), "dtype": str(value.dtype), **_statistics(value)}
        if not self._is_full or value.dtype.hasobject:
            return summary
        key = self._keys.setdefault(id(value), key)  # the graph keeps it alive
        self._kept[key] = value
        return {**summary, "key": key}


def _statistics(value: Any) -> dict[str, Any]:
    """Mean, min, max and norm of numbers, and the first and last entries along each axis."""
    import numpy as np

    found: dict[str, Any] = {}
    if value.dtype.kind in "biuf":
        with np.errstate(all="ignore"):
            numbers = value.astype(float, copy=False)
            found = {
                "mean": _number(float(numbers.mean())),
                "min": _number(value.min().item()),
                "max": _number(value.max().item()),
                "norm": _number(float(np.linalg.norm(numbers.ravel()))),
            }
    ends = [[0, -1] if length > 1 else [0] for length in value.shape]
    return {**found, "corners": _listed(value[np.ix_(*ends)].tolist())}


def _listed(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_listed(one) for one in value]
    return _number(value)


def _number(value: Any) -> Any:
    """A number as JSON has it, else as text; a flag, a text and None as they are."""
    if value is None or isinstance(value, bool | str):
        return value
    if hasattr(value, "dtype"):
        value = plain_number(value)
    if is_huge(value):
        return shown(value)
    if isinstance(value, int | float):
        return value if math.isfinite(value) else str(value)
    return str(value)
