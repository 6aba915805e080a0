"""Any other NumPy function whose elements can be replayed.

Its option is the `call`, and in the view of arrays the `jacobians` that the replay gave.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops.op import PREFIXES, Op, opaque


def _of_other(k: int, g: Any, ans: Any, args: tuple[Any, ...], jacobians: tuple[Any, ...]) -> Any:
    """Summed over the result: gradients times derivatives, of shape (*result, *argument)."""
    return np.tensordot(g, jacobians[k], axes=np.ndim(g))


def other(name: str) -> Op:
    """The op of a NumPy function by its name."""
    return Op(
        name=f"other:{name}",
        symbol=name,
        noun=f"numpy.{name}",
        code=f"np.{name}({{all}})",
        forward=lambda value: value,
        vjps=(_of_other,),
        formula=f'"{name}"({{all}})',
        variadic=True,
        is_elementwise=False,
        function=name,
    )


PREFIXES["other"] = other

# Floats written into integers: that has steps where a gradient should be.
to_integers = opaque("the conversion to integers")
