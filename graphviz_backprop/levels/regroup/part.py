"""A new node that is not collected yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from graphviz_backprop.ops import Op
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Part:
    """An operation on new nodes.

    Attributes:
        op: the operation.
        inputs: the new nodes that go into it.
        value: its result.
        options: what it is told.
    """

    op: Op
    inputs: tuple[int, ...]
    value: Any
    options: Mapping[str, Any] = field(default_factory=dict)
