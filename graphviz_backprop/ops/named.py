"""Ops by their names: so they go from process to process, where their functions can't."""

from __future__ import annotations

import copyreg
from collections.abc import Callable

from graphviz_backprop.ops.op import CONSTANT, LEAF, OPS, PREFIXES, Op


def op_named(name: str) -> Op:
    """The op of a name, known or not.

    Raises:
        KeyError: there is none.
    """
    known = {LEAF.name: LEAF, CONSTANT.name: CONSTANT, **OPS}
    if name in known:
        return known[name]
    kind, _, rest = name.partition(":")
    if kind not in PREFIXES:
        import graphviz_backprop.ops.arrays  # noqa: F401  to import it registers its ops
    return PREFIXES[kind](rest) if kind in PREFIXES else OPS[name]


def _reduce(op: Op) -> tuple[Callable[[str], Op], tuple[str]]:
    return op_named, (op.name,)


copyreg.pickle(Op, _reduce)
