"""Names in sentences and in code: nodes, inputs, gradients."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.graph.graph import unnumbered
from graphviz_backprop.numerals import shown_constant
from graphviz_backprop.storyboard.texts.cutting import LONGEST, shortened, shortened_code
from graphviz_backprop.storyboard.texts.grid import Entry
from graphviz_backprop.storyboard.texts.value_texts import code, code_in_words, value_texts
from graphviz_backprop.storyboard.texts.words import (
    VALUE,
    Condition,
    Either,
    Quantity,
    number,
    words,
)

MOST_LISTED = 4
_MOST_NUMBERS, _FIRST_NUMBERS = 10, 5
_NUMBERED = re.compile(r"(?<=[)\]\w])#\d+$")
_INNERMOST = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
_OF_LOSSES = frozenset({"loss", "cost", "error"})
_WORDS, _CAPITAL = re.compile(r"[^\W\d_]+|\d+"), re.compile(r"(?<=[a-z])[A-Z]")
# Words that tell no function from another.
_GENERAL = frozenset(
    "activation categorical compute cost error forward function layer loss".split()
)
_OF_PARTS = frozenset({"index"})
_SAYS_WHICH = frozenset({"add", "mul"})  # `the sum of a and b`: in any order, it is the same


def shortened_among(name: str, names: Iterable[str], longest: int = LONGEST) -> str:
    """A long name without its middle, with as much of it as makes it different from the others.

    Code in the place of a name is cut between its operands.

    >>> names = [f"weight_of_the_{k}_layer_of_this_whole_network" for k in ("first", "other")]
    >>> [shortened_among(name, names) for name in names]
    ['weight_of_the_first_layer_of…whole_network', 'weight_of_the_other_layer_of…whole_network']
    """
    if len(name) > longest:
        others = {other for other in names if len(other) > longest} - {name}
        while any(_cut(other, longest) == _cut(name, longest) for other in others):
            longest += longest // 3
    return _cut(name, longest)


def _cut(name: str, longest: int) -> str:
    return (shortened_code if " " in name else shortened)(name, longest)


def short_name(graph: Graph, node: Node) -> str:
    """A node's name, a long one without its middle, but never like another's.

    Where the code uses a name again, the k-th value of it is `x#k`.
    """
    return label(graph, node) if graph.versions[node.index] else ""


def label(graph: Graph, node: Node) -> str:
    """A node by its name, a constant by its number, another by its code: `x[0] * w[0]`."""
    return value_texts(graph)[node.index]


def meant(graph: Graph, node: Node) -> str:
    """A value as an operand in a formula: which of several of the same code is no matter there.

    They are equal: `(a + b)#2` is `(a + b)`. What is cut, or has a name, keeps its number.
    """
    text = label(graph, node)
    return text if graph.versions[node.index] or "…" in text else _NUMBERED.sub("", text)


def operation(graph: Graph, node: Node) -> str:
    """An operation in a sentence: `sum of u and v`, `subtraction u - v`, `division p / (1 + q)`.

    Its code stands there where a list of its inputs would not say it all: for signs that don't
    read the same in any order, and where an input is an expression.
    """
    noun = noun_and_name(node)
    if node.op.variadic and len(node.inputs) > MOST_LISTED:
        return f"{noun} of {len(node.inputs)} inputs"
    inputs = [label(graph, graph.nodes[index]) for index in node.inputs]
    is_sign = "(" not in node.op.code and len(inputs) > 1 and node.op.name not in _SAYS_WHICH
    is_nested = is_sign or len(inputs) > 1 or "(" not in node.op.code
    is_nested = is_nested and any(" " in one and " " in squeezed(one) for one in inputs)
    if node.is_written_into:
        return "write of {} into {}".format(*written_into(graph, node))
    if node.is_box or not (is_sign or is_nested or node.options.get("text")):
        return f"{noun} of {listed(inputs)}"
    return f"{noun} {code(graph, node, inputs, prose=True)}"


def written_into(graph: Graph, node: Node) -> tuple[str, str]:
    """What is written and into which part: `w + 1` into `x[0]`, but `hs[1]` just into `hs`."""
    array, new = (label(graph, graph.nodes[index]) for index in node.inputs[:2])
    part = node.options.get("text", "")
    return new, array if new == unnumbered(array) + part else array + part


def squeezed(text: str) -> str:
    """A text without what stands in brackets: in `w[0, 1]` and `exp(a + b)` nothing is loose."""
    while (bare := _INNERMOST.sub("", text)) != text:
        text = bare
    return text


def noun_and_name(node: Node) -> str:
    """`multiplication`, `dense layer dense1`; `softmax function` where that is all its name.

    So is `cross-entropy` of a function `categorical_cross_entropy`.
    """
    if not node.is_box:
        return "entry" if node.op.name in _OF_PARTS and not node.is_array else node.op.noun
    if node.title.lower() in node.op.noun or _says_noun(node.title, node.op.noun):
        return node.op.noun
    if node.title.lower() in _OF_LOSSES:  # `cross-entropy Loss`: what it is, and no name
        return f"{node.op.noun} {node.title.lower()}"
    return f"{node.op.noun} {shortened(node.title)}"


def _says_noun(title: str, noun: str) -> bool:
    """True if a function's name says what it is in other words, and tells it from no other."""
    told = {*_WORDS.findall(_CAPITAL.sub(r"_\g<0>", title).lower())} - _GENERAL
    return told == {*_WORDS.findall(noun)} - _GENERAL


def entry_text(entry: Entry) -> str:
    """`[1, 2]`, and nothing for a number, which has no entries."""
    return f"[{', '.join(map(str, entry))}]" if entry else ""


def code_with_numbers(graph: Graph, node: Node) -> str:
    """`z = -3.0 + 2.0 + 6.0 + 1.0 = 6.0`."""
    inputs = [graph.nodes[index] for index in node.inputs]
    numbers = [shown_constant(n.value) if n.is_constant else _number(n) for n in inputs]
    value = _number(node)
    if len(numbers) > _MOST_NUMBERS:  # of many the first and the last
        numbers = [*numbers[:_FIRST_NUMBERS], "…", numbers[-1]]
    made = code_in_words(graph, node, numbers)
    if len(inputs) == 1:  # of `-0.1 = -0.1` both sides
        clear = code_in_words(graph, node, [words("(", *numbers, ")")])
        made = words(Either(Condition("same", (made, value), made == value), clear, made))
    name = f"{label(graph, node)} = " if node.name else ""
    return words(name, made, " = ", value)


def _number(node: Node) -> str:
    return number(node.value, Quantity(VALUE, node.index))


def listed(parts: Sequence[str], most: int = MOST_LISTED) -> str:
    """`a, b and c`, or how many there are where there are too many."""
    if len(parts) > most:
        return f"{len(parts)} inputs"
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
