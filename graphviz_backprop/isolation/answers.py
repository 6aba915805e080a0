"""The answer of the process that ran the reader's code, as bytes on a pipe that the code can reach.

It stands in a frame that begins and ends with a token of this run, so that whatever else is written
into the pipe is told apart. What is in the frame is a pickle that is loaded with a list of what
it may hold: this package's own data and NumPy's arrays. It calls nothing else.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
import pkgutil
from typing import Any

from graphviz_backprop.collector import paused_gc

_LENGTH = 8  # bytes
_BUILTINS = frozenset("bytearray complex frozenset range set slice".split())
# How arrays, their types and NumPy's numbers are made again, by whatever version wrote them.
_NUMPY = frozenset("_frombuffer _reconstruct dtype ndarray scalar".split())
# As they are before the code has run, which may put something else in their places.
_DUMPS, _PROTOCOL = pickle.dumps, pickle.HIGHEST_PROTOCOL
_MAKERS = frozenset(
    {
        ("graphviz_backprop.ops.named", "op_named"),
        ("graphviz_backprop.graph.graph", "ArrayEntries"),
    }
)


def frame_answer(answer: tuple[bool, Any], token: bytes) -> bytes:
    """The bytes of an answer: whether the call went well, and its value or the error's text."""
    data = _DUMPS(answer, _PROTOCOL)
    return token + len(data).to_bytes(_LENGTH, "big") + data + token


def find_answer(content: bytes, token: bytes) -> tuple[bool, Any] | None:
    """The answer in what came through the pipe; None where there is no whole one."""
    start = content.find(token)
    if start < 0:
        return None
    start += len(token) + _LENGTH
    end = start + int.from_bytes(content[start - _LENGTH : start], "big")
    if content[end : end + len(token)] != token:
        return None
    try:
        with paused_gc():
            answer = _Loader(io.BytesIO(content[start:end])).load()
    except Exception:  # what the code wrote over it may raise anything
        return None
    is_answer = isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[0], bool)
    return answer if is_answer else None


def threads_have_ended(content: bytes, token: bytes) -> bool:
    """True if the process has said, behind its answer, that no thread of the code is left."""
    return content.endswith(2 * token)


class _Loader(pickle.Unpickler):
    """Loads this package's data and NumPy's, and refuses all else."""

    def find_class(self, module: str, name: str) -> Any:
        """The class or the maker of this name, where it is on the list."""
        top = module.partition(".")[0]
        if module == "builtins" and name in _BUILTINS:
            return super().find_class(module, name)
        if top == "numpy" and (name in _NUMPY or module == "numpy.dtypes"):
            return super().find_class(_numpys_own(module), name)
        if top == "graphviz_backprop":
            thing = pkgutil.resolve_name(f"{module}:{name}")
            is_data = isinstance(thing, type) and dataclasses.is_dataclass(thing)
            if is_data or (module, name) in _MAKERS:
                return thing
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")


def _numpys_own(module: str) -> str:
    """NumPy 2 has moved `numpy.core` to `numpy._core`; an answer may come from either."""
    return module.replace("numpy.core.", "numpy._core.")
