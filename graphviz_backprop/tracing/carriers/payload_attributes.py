"""Which attribute of a number class holds the number, and which are for gradients."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphviz_backprop.tracing.tape.carriers import Carrier

# Attributes for gradients, and for the derivatives that dual numbers carry along.
_GRADIENT = re.compile(
    r"_*(?:grad\w*|deriv\w*|adjoint|adj|tangent|dual|eps\w*|dot|bar|der|dx|d|g)_*"
)
_PAYLOADS = ("data", "value", "val", "v", "x", "item", "primal", "real", "number", "num", "array")


def is_for_gradients(attribute: str) -> bool:
    """True if an attribute is for a gradient: `grad`, `_grad`, `derivative`, a dual part."""
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
        used = [name for name in known if known[name]]
        likely = likely_payloads([*used, *known])
        if likely:
            found[kind] = likely[0]
    return found


def likely_payloads(attributes: Iterable[str]) -> list[str]:
    """The attributes that may hold a number's value, the likeliest first: `data`, not `grad`."""
    every = list(dict.fromkeys(attributes))
    plain = [name for name in every if not is_for_gradients(name)]
    if len(every) == 1 and every[0].strip("_") in ("d", "g"):  # a letter alone may be the number
        plain = every
    usual = [part for name in _PAYLOADS for part in plain if part.strip("_") == name]
    return list(dict.fromkeys([*usual, *plain]))
