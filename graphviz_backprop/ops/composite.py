"""A call or a loop of the reader's drawn as one operation: its derivatives are those inside it."""

from functools import partial

from graphviz_backprop.ops.op import PREFIXES, Op

KINDS = ("layer", "function", "loop")


def layer(name: str, kind: str = "layer") -> Op:
    """The op of a box: a method's call is a layer, another call a function."""
    return Op(
        name=f"{kind}:{name}",
        symbol="",
        noun=kind,
        code=f"{name}({{all}})",
        forward=lambda value: value,
        formula=f'"{name}"({{all}})',
        variadic=True,
        is_elementwise=False,
    )


for _kind in KINDS:
    PREFIXES[_kind] = partial(layer, kind=_kind)
