"""The names of derivatives that a check knows, beside those of the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphviz_backprop.checking.by_hand.names_of_losses import is_final
from graphviz_backprop.checking.watching.flat_numbers import is_stored
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import (
    derivative,
    is_gradient,
    is_of_adversary,
    is_of_function,
    is_step,
    squeeze,
)
from graphviz_backprop.graph.upstream_names import is_upstream

# How a derivative was come by, for one that the code has twice: `dz_manual`, `my_dz`.
_WAY = "my|mine|manual|(?:by_?)?hand|short|fast|direct|own|scratch"
_WITH_WAY = re.compile(rf"(?:(?:{_WAY})_(?P<after>\w+)|(?P<before>\w+?)_(?:{_WAY}))")
# What is handed back from layer to layer: `input_error`, `weights_error`; no `sum_error`.
OF_ERROR = re.compile(
    r"(?!sum|total|mean|avg|train|test|val|mse|abs|max|min|sq|num)(?P<to>\w+)_err(?:or)?s?(?P<n>\d*)"
)
# What the values of a layer are called behind its own name: `hidden_outputs` for `hidden_errors`.
_OF_LAYER = ("outputs", "output", "inputs", "input", "out", "activations", "activation")
_SHORT = (
    re.compile(r"(?:D_?|g_?|slope_)([A-Za-z]\w*)"),
    re.compile(r"grad([a-z]\w*)"),
    re.compile(r"(?:der|bar|adj(?:oint)?)_?([A-Za-z]\w*)"),
    re.compile(r"(\w+?)_(?:d|g|bar)"),
)
_OF_ADJOINT = re.compile(r"(?:.*\.)?(?:(?:bar|adj(?:oint)?)_\w+|\w+_bar)")
_OF_BOTH = (
    re.compile(r"p_?(?P<of>[A-Za-z]\w*?)_p_?(?P<to>[A-Za-z]\w*)"),  # p for partial
    re.compile(r"g(?P<of>[A-Za-z]\w*?)_(?P<to>[A-Za-z]\w*)"),
)
_OF_ITEM = re.compile(r"(?P<name>(?:.*\.)?\w+)\['(?P<key>\w+)'\](?P<rest>.*)")
# A dict of gradients by the names of their variables: `g["W"]` beside `params["W"]`.
_DICT = re.compile(r"(?:.*\.)?[gGdD]\['(\w+)'\].*")
_WORDS = frozenset(
    "grow group gain gamma goal get gather given guess grade graded grades grads gradual".split()
)


def names_of_layer(layer: str) -> Iterator[str]:
    """Yield what the values of a layer may be called: `hiddenoutputs`, `zhidden` for `hidden`."""
    if len(layer) < 2 or layer.isdigit():
        return  # `delta2` may be anything
    yield from (layer + end for end in _OF_LAYER)
    yield from (first + layer for first in ("z", "a", "net"))


def is_of_layer(parts: tuple[str, str], known: set[str]) -> bool:
    """Return whether a derivative's name tells a layer and no value of it: `d_hidden_layer`."""
    of, to = parts
    is_value = not known.isdisjoint((to, to.lower()))
    return not of and not is_value and not known.isdisjoint(names_of_layer(to))


def known_names(events: list[Event]) -> set[str]:
    """Return the squeezed names of all variables that may have a gradient."""
    names = set()
    for event in events:
        if event.site.kind not in ("return", "inner"):
            name = event.name
            for one in (name, name.split("[", 1)[0], name.rpartition(".")[2]):
                names |= {squeeze(one), squeeze(one).lower()}
            if name.split("[", 1)[0].endswith("s") and name.endswith("]"):  # `y` of `ys[t]`
                names.add(squeeze(name.split("[", 1)[0])[:-1])
            keys = re.findall(r"\['(\w+)'\]", name) if not _DICT.match(name) else []
            keys += [key.rstrip("0123456789") for key in keys]  # `dZ`, of cache["Z1"], ["Z2"], …
            names |= {squeeze(key) for key in keys} | {squeeze(key).lower() for key in keys}
            base = squeeze(name.rpartition(".")[2].split("[", 1)[0])
            if 1 < event.value.size <= 12:
                names |= {f"{base}{at}" for at in range(event.value.size + 1)}
    return names


def is_seed(name: str) -> bool:
    """True if a name is one for the gradient from the next layer."""
    return is_upstream(name)


def is_row_name(name: str, known: set[str]) -> bool:
    """True if a name is a derivative's."""
    if is_stored(name):
        return True
    return is_gradient(name, known) or is_of_function(name)


def is_of_adjoint(name: str) -> bool:
    """Return whether a name has an adjoint's bar, which is that of a mean too: `w_bar`, `adj_w`."""
    return _OF_ADJOINT.fullmatch(name) is not None


def reading_of(name: str, known: set[str]) -> tuple[str, str] | None:
    """Return the function and the variable of a derivative's name; None where it is none.

    Beside the spellings of `derivative` it knows `d_err_w1` of `err` and `w1`, `gW1`, `D_m`,
    `pE_pout`, `p_L_p_w`, `gE_out`, `slope_rate`, `grado`, `derz`, `bar_z`, `dz_manual`, and
    `dLoss_dP['W1']` of a dict `P`.
    """
    last = re.sub(r"^.*\.", "", name.split("[", 1)[0])
    if is_of_adversary(last, known):
        return None
    if last.startswith("delta_nabla_"):
        name = name.replace("delta_nabla_", "nabla_")
    parts = _without_way(last, known) if "[" not in name else None
    if parts:
        return parts
    item = _DICT.fullmatch(name)
    if item and squeeze(item[1]) in known:
        return "", squeeze(item[1])
    item = _OF_ITEM.fullmatch(name)
    by_dict = derivative(item["name"]) if item else None
    if item and by_dict and squeeze(by_dict[1] + item["key"]) in known:
        return by_dict[0], squeeze(by_dict[1] + item["key"] + item["rest"])
    for form in _OF_BOTH if "[" not in name else ():
        both = form.fullmatch(last)
        of = squeeze(both["of"]) if both else ""
        if both and squeeze(both["to"]) in known and (of in known or is_final(of)):
            return squeeze(both["of"]), squeeze(both["to"])
    parts = derivative(name)
    if "[" not in name and not (parts and parts[0]):
        words = re.fullmatch(r"[dD]_?(\w+)", last)
        rest = words[1] if words and words[1] not in known else ""
        for cut in range(1, len(rest)):
            of, to = rest[:cut], rest[cut:]
            if to.startswith("_") and {squeeze(of), squeeze(to)} <= known:
                return squeeze(of), squeeze(to)
    whole = squeeze(last[1:])
    if parts and parts[0] and last.startswith("d") and whole in known and parts[1] not in known:
        return "", whole  # `dW_dec` of `W_dec`, not of W by ec
    if is_row_name(name, known):
        return derivative(name) or ("", "")
    if parts and is_step(name) and not known.isdisjoint(names_of_layer(parts[1])):
        return parts  # `hidden_delta` beside `hidden_outputs`
    if parts and is_of_layer(parts, known):
        return parts  # `d_hidden_layer` beside `hidden_layer_output`
    usual = re.fullmatch(r"d_?(inputs?|outputs?|weights?|bias(?:es)?|[xwbXWB])(\d*)", last)
    if usual and "[" not in name:
        return "", usual[1] + usual[2]
    error = OF_ERROR.fullmatch(name)
    if error and squeeze(error["to"] + error["n"]) in known:
        return "", squeeze(error["to"] + error["n"])
    if error and not known.isdisjoint(names_of_layer(squeeze(error["to"]))):
        return "", squeeze(error["to"])
    for form in _SHORT if last not in _WORDS else ():
        short = form.fullmatch(last)
        if short and squeeze(short[1]) in known:
            return "", squeeze(short[1])
    return None


def _without_way(name: str, known: set[str]) -> tuple[str, str] | None:
    """What a name says that ends, or begins, with how it was come by; None where it does not."""
    named = _WITH_WAY.fullmatch(name)
    whole = derivative(name)
    if not named or (whole and whole[1] in known):  # `d_w_own` of `w_own`
        return None
    parts = reading_of(named["after"] or named["before"], known)
    return parts if parts and parts[1] in known else None
