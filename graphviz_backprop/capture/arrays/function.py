"""What a call of a NumPy function calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.capture.arrays.names import name_of
from graphviz_backprop.capture.arrays.perform import perform
from graphviz_backprop.capture.arrays.traced_array import traced_array


def called(function: Any) -> Callable[..., Any]:
    """The function with its records kept."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ndarray):
        return getattr(traced_array(owner), function.__name__)  # type: ignore[no-any-return]  # a method

    def call(*args: Any, **named: Any) -> Any:
        name = name_of(function)
        if name == "where" and len(args) == 1:
            name = "nonzero"
        return perform(name, function, args, named)

    return call
