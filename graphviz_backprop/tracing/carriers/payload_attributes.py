"""Which attribute of a number class holds the number, and which are for gradients."""

from __future__ import annotations

import re

from graphviz_backprop.tracing.tape.carriers import Carrier

# Attributes for gradients, and for the derivatives that dual numbers carry along.
_GRADIENT = re.compile(
    r"_*(?:grad\w*|deriv\w*|adjoint|adj|tangent|dual|eps\w*|dot|bar|der|dx|d|g)_*"
)
_PAYLOADS = ("data", "value", "val", "v", "x", "item", "primal", "real", "number", "num", "array")


def is_for_gradients(attribute: str) -> bool:
    """Whether an attribute is for a gradient: `grad`, `_grad`, `derivative`, a dual part."""
    return bool(_GRADIENT.fullmatch(attribute))


def payload_attributes(carriers: list[Carrier]) -> dict[type, str]:
    """The attribute that holds the number, for each class: `data` of `Value(data)`."""
    attributes: dict[type, dict[str, bool]] = {}
    for carrier in carriers:
        known = attributes.setdefault(carrier.kind, {})
        for name, writes in carrier.writes.items():
            known[name] = known.get(name, False) or any(w.record.is_used for w in writes)
    found: dict[type, str] = {}
    for kind, known in attributes.items():
        plain = [name for name in known if not is_for_gradients(name)]
        by_name = [name for name in _PAYLOADS if name in (part.strip("_") for part in plain)]
        usual = [part for name in by_name for part in plain if part.strip("_") == name]
        used = [name for name in plain if known[name]]
        for name in [*usual, *used, *plain]:
            found[kind] = name
            break
    return found
