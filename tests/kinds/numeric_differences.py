"""Central differences of plain functions: gradients that no code of ours has touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def slopes(function: Callable[..., Any], **inputs: Any) -> dict[str, Any]:
    """Return the slope of a function's result over each number of each input, by name."""
    arrays = {name: np.array(value, float) for name, value in inputs.items()}
    gradients = {}
    for name, array in arrays.items():
        gradient = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            sides = []
            for step in (1e-6, -1e-6):
                moved = array.copy()
                moved[place] += step
                sides.append(float(np.sum(function(**{**arrays, name: moved}))))
            gradient[place] = (sides[0] - sides[1]) / 2e-6
        gradients[name] = gradient.tolist()
    return gradients
