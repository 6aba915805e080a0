"""A call or a loop of the reader's drawn as one operation: its derivatives are those inside it."""

from graphviz_backprop.ops.op import PREFIXES, Op


def layer(name: str, kind: str = "call") -> Op:
    """The op of a box."""
    return Op(
        name=f"{kind}:{name}",
        symbol="",
        noun="layer" if kind == "call" else "loop",
        code=f"{name}({{all}})",
        forward=lambda value: value,
        formula=f'"{name}"({{all}})',
        variadic=True,
        is_elementwise=False,
    )


PREFIXES["call"] = layer
PREFIXES["loop"] = lambda name: layer(name, "loop")
