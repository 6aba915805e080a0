"""A judge that says nothing: the least that any other must beat."""

from pathlib import Path

from .examine import Verdict


def say_nothing(_: Path) -> list[Verdict]:
    """Returns no verdict at all."""
    return []
