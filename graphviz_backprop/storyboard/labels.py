"""Names in sentences and in code: nodes, inputs, gradients."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown, shown_constant
from graphviz_backprop.storyboard.grid import Entry, shape_text
from graphviz_backprop.storyboard.parentheses import filled

LONGEST = 24
LONGEST_PART = 16
_MOST_PARTS = 3
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
# A number that would read as part of the sign before it: `x - -3.0`.
_NEGATIVE = re.compile(r"-[\w.-]+")


def shortened(name: str, longest: int = LONGEST) -> str:
    """A long name without its middle.

    >>> shortened("a_variable_with_a_very_long_name")
    'a_variable_w…y_long_name'
    """
    if len(name) <= longest:
        return name
    tail = (longest - 1) // 2
    return f"{name[: longest - 1 - tail]}…{name[-tail:]}"


def shortened_among(name: str, names: Iterable[str]) -> str:
    """A long name without its middle, with as much of it as makes it different from the others.

    >>> names = [f"weight_of_the_{k}_layer_of_this_whole_network" for k in ("first", "other")]
    >>> [shortened_among(name, names) for name in names]
    ['weight_of_the_fi…s_whole_network', 'weight_of_the_ot…s_whole_network']
    """
    longest = LONGEST
    if len(name) > longest:
        others = {other for other in names if len(other) > longest} - {name}
        while any(shortened(other, longest) == shortened(name, longest) for other in others):
            longest += 8
    return shortened(name, longest)


def short_name(graph: Graph, node: Node) -> str:
    """A node's name, a long one without its middle, but never like another's.

    Where the code uses a name again, the k-th value of it is `x#k`.
    """
    return shortened_among(graph.versions[node.index], graph.versions)


def label(graph: Graph, node: Node) -> str:
    """A node by its name, a constant by its number, another by its code: `x[0] * w[0]`.

    Where that would be made of results without a name too: `the sum (-0.2)`. An array stands there
    with its shape: `the sum (3, 4)`.
    """
    if node.name:
        return short_name(graph, node)
    if node.is_constant:
        if node.is_array:
            return f"array {shape_text(node.shape)}"
        return shown_constant(node.value)
    inputs = [graph.nodes[index] for index in node.inputs]
    if len(inputs) > _MOST_PARTS or not all(part.name or part.is_constant for part in inputs):
        size = shape_text(node.shape) if node.is_array else f"({shown(node.value)})"
        return f"the {node.op.noun} {size}"
    return code(node, [shortened(label(graph, part), LONGEST_PART) for part in inputs])


def code(node: Node, parts: Sequence[str]) -> str:
    """An operation as Python writes it, with these texts for its arguments."""
    if node.op.brackets_negatives:
        parts = [f"({part})" if _NEGATIVE.fullmatch(part) else part for part in parts]
    text = node.options.get("text", "")  # which part of an array, as the code has it
    form = node.op.code
    if node.is_array:
        form = node.op.array_code or form.replace("math.", "np.")
    return filled(form, parts, text, node.op.separator)


def entry_text(entry: Entry) -> str:
    """`[1, 2]`, and nothing for a number, which has no entries."""
    return f"[{', '.join(map(str, entry))}]" if entry else ""


def code_with_numbers(graph: Graph, node: Node) -> str:
    """`z = -3.0 + 2.0 + 6.0 + 1.0 = 6.0`."""
    inputs = [graph.nodes[index] for index in node.inputs]
    numbers = [shown_constant(n.value) if n.is_constant else shown(n.value) for n in inputs]
    name = f"{label(graph, node)} = " if node.name else ""
    return f"{name}{code(node, numbers)} = {shown(node.value)}"


def ordinal(position: int) -> str:
    """The position from 0 in words.

    >>> ordinal(0), ordinal(10), ordinal(20), ordinal(21)
    ('first', '11th', '21st', '22nd')
    """
    if position < len(_ORDINALS):
        return _ORDINALS[position]
    number = position + 1
    teens = number % 100 in (11, 12, 13)
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(parts: Sequence[str], most: int = 4) -> str:
    """`a, b and c`, or how many there are where there are too many."""
    if len(parts) > most:
        return f"{len(parts)} inputs"
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
