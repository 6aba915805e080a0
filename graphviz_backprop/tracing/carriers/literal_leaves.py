"""The numbers of the code that an object's number consists of."""

from __future__ import annotations

from graphviz_backprop.function_table import Kind
from graphviz_backprop.tracing.tape.record import Record


def literal_leaves(record: Record) -> list[Record]:
    """The leaves of what is an input, or an array made of one input's numbers alone."""
    leaves: list[Record] = []
    waiting, seen = [record], {record}
    while waiting:
        part = waiting.pop()
        if part.is_leaf:
            leaves.append(part)
        elif part.inputs and part.op.kind is not Kind.CONVERSION:
            return []
        waiting += [one for one in part.inputs if one not in seen]
        seen.update(part.inputs)
    is_one = len({id(leaf.variable) for leaf in leaves}) == 1
    return sorted(leaves, key=lambda leaf: leaf.serial) if is_one else []
