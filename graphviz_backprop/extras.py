"""Libraries that come with an extra alone, such as `graphviz-backprop[video]`."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from graphviz_backprop.errors import BackpropError


def import_extra(module: str, extra: str, use: str) -> ModuleType:
    """A library that only some need.

    Args:
        module: its name as it is imported.
        extra: of this package, with which it comes.
        use: what needs it: "the format pptx".

    Raises:
        BackpropError: it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        raise BackpropError(
            f"{use} needs {module}, which is not installed; "
            f"pip install 'graphviz-backprop[{extra}]' has it"
        ) from None
