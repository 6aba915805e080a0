"""The operations of a graph in JavaScript."""

from __future__ import annotations

from collections.abc import Iterable

from graphviz_backprop.expressions import javascript, parsed
from graphviz_backprop.graph import ARGUMENTS
from graphviz_backprop.ops import OPS, Op


def lacks_javascript(op: Op) -> bool:
    """True if an op says neither by its rule nor by its own JavaScript what it computes."""
    is_known = OPS.get(op.name) is op  # one that came from elsewhere has no function but its values
    return not (is_known and op.is_elementwise and forward_of(op) and slopes_of(op))


def forward_of(op: Op) -> str:
    """What an op computes, as an expression; empty where it does not say."""
    return op.js or (javascript(parsed(op.rule), {}) if op.rule else "")


def slopes_of(op: Op) -> tuple[str, ...]:
    """Its partial derivatives in the same way."""
    if op.js_slopes or op.variadic:
        return op.js_slopes
    return tuple(javascript(parsed(slope), {}) for slope in op.slopes)


def operations(ops: Iterable[Op]) -> str:
    """The table of these operations: of each its value and its partial derivatives."""
    rows = [_row(op) for op in sorted(set(ops), key=lambda op: op.name)]
    return "const OPS = {\n" + "".join(f"{row},\n" for row in rows) + "};\n"


def _row(op: Op) -> str:
    count = len(op.slopes)
    arguments = ", ".join(ARGUMENTS[:count])
    if op.variadic:
        forward, slopes = f"(...t) => {forward_of(op)}", [f"(k, y, t) => {slopes_of(op)[0]}"]
    else:
        forward = f"({arguments}) => {forward_of(op)}"
        slopes = [f"({arguments}, y) => {slope}" for slope in slopes_of(op)]
    flags = "".join(
        f", {name}: true"
        for name, holds in (("isVariadic", op.variadic), ("isGate", op.gate))
        if holds
    )
    return f'"{op.name}": {{f: {forward}, d: [{", ".join(slopes)}]{flags}}}'
