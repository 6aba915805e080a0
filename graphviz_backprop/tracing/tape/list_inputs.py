"""Lists of so many numbers that they are one input, not one for each number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session

LONG = 10_000  # numbers of one list


def has_long_list(session: Session) -> bool:
    """True if an input is, or holds, a long list."""
    return any(any(long_lists("", variable.leaves)) for variable in session.variables)


def long_lists(name: str, leaves: Any) -> Iterator[tuple[str, list[Record]]]:
    """The long lists of numbers in an input, by name."""
    if isinstance(leaves, dict):
        for key, part in leaves.items():
            yield from long_lists(f"{name}[{key!r}]", part)
    elif isinstance(leaves, list | tuple):
        if len(leaves) >= LONG and all(
            isinstance(part, Record) and part.is_leaf for part in leaves
        ):
            yield name, list(leaves)
        elif len(leaves) < LONG:
            for place, part in enumerate(leaves):
                yield from long_lists(f"{name}[{place}]", part)


def without_long_lists(leaves: Any) -> Any:
    """An input without its long lists; None where nothing is left."""
    if isinstance(leaves, dict):
        kept = {key: without_long_lists(part) for key, part in leaves.items()}
        kept = {key: part for key, part in kept.items() if part is not None}
        return kept or None
    if isinstance(leaves, list | tuple) and len(leaves) >= LONG:
        return None
    return leaves
