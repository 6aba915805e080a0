"""What each value is called: by its name, by its number, or by the code that makes it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from weakref import WeakKeyDictionary

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown_constant
from graphviz_backprop.storyboard.texts.cutting import LONGEST, shortened, shortened_code
from graphviz_backprop.storyboard.texts.grid import shape_text
from graphviz_backprop.storyboard.texts.parentheses import filled, needs_parentheses
from graphviz_backprop.storyboard.texts.words import as_operand, bracketed, words

LONGEST_CODE = 32
_MOST = 44  # where the code of two values is alike in the middle
_KEPT = 80  # of the code of one value in that of another
_MORE = 8
_ATOM = "_"  # an expression that never needs parentheses
_ANY_NEGATIVE = "-1.5"
# Stands for a number while code is put together: a name that no program has.
_MARK = "ʬ{}ʬ"
_BEFORE, _BEHIND = ("(", "[", ", "), (")", "]", ",")  # an argument that needs no parentheses
_MARKS = re.compile("ʬ([0-9]+)ʬ")

_Cut = Callable[[str, int], str]
_TEXTS: WeakKeyDictionary[Graph, tuple[str, ...]] = WeakKeyDictionary()


def value_texts(graph: Graph) -> tuple[str, ...]:
    """The text of each node, a long one without its middle; those of two values always differ.

    The k-th value of one name, or of the same code, is `x#k`, `exp(z)#k`. Constants are numbers.
    """
    texts = _TEXTS.get(graph)
    if texts is None:
        texts = _TEXTS[graph] = _short_texts(graph, _whole_texts(graph))
    return texts


def code(
    graph: Graph,
    node: Node,
    parts: Sequence[str],
    prose: bool = False,
    outlines: Sequence[str] | None = None,
) -> str:
    """An operation as Python writes it; without `np.` where the arrays are lists of the code.

    Args:
        graph: whose operation it is.
        node: the operation.
        parts: the texts of its arguments.
        prose: for a sentence, where `math.exp` is `exp`.
        outlines: for each argument an expression of its kind, where its text may be cut.
    """
    outlines = outlines or parts
    if node.op.brackets_negatives:
        # `c - (-2.0 * x)`: one sign behind another is hard to see.
        signed = [part.startswith("-") and _is_behind_sign(node, k) for k, part in enumerate(parts)]
        outlines = [_ATOM if is_ else one for one, is_ in zip(outlines, signed, strict=True)]
        parts = [f"({part})" if is_ else part for part, is_ in zip(parts, signed, strict=True)]
    text = node.options.get("text", "")  # which part of an array, as the code has it
    return filled(_form(graph, node, prose), parts, text, node.op.separator, outlines)


def code_in_words(graph: Graph, node: Node, parts: Sequence[str]) -> str:
    """The same of parts that are numbers, which stay numbers in the text."""
    form, text = _form(graph, node, False), node.options.get("text", "")
    pieces = list(_pieces(form, len(parts), text, node.op.separator))
    wants = _wants_brackets(form, len(parts), text, node.op.separator)
    for place in range(1, len(pieces), 2):
        k = int(pieces[place])
        has_brackets = wants[k] or (node.op.brackets_negatives and _is_behind_sign(node, k))
        is_enclosed = pieces[place - 1].endswith(_BEFORE) and pieces[place + 1].startswith(_BEHIND)
        told = parts[k] if is_enclosed else as_operand(parts[k])
        pieces[place] = bracketed(parts[k]) if has_brackets else told
    return words(*pieces)


def _is_behind_sign(node: Node, k: int) -> bool:
    """True if a sign stands before the k-th part: before the first one of `{a} - {b}` none does."""
    return k > 0 or not node.op.code.startswith("{a}")


@lru_cache(maxsize=2_000)
def _pieces(form: str, count: int, text: str, separator: str) -> tuple[str, ...]:
    """An operation as text and the number of a part in turn."""
    marks = [_MARK.format(k) for k in range(count)]
    return tuple(_MARKS.split(filled(form, marks, text, separator)))


@lru_cache(maxsize=2_000)
def _wants_brackets(form: str, count: int, text: str, separator: str) -> tuple[bool, ...]:
    """For each part whether a negative number needs parentheses in its place."""
    wants = []
    for k in range(count):
        parts = [_ATOM] * count
        parts[k] = _ANY_NEGATIVE
        bare = filled(form, parts, text, separator, outlines=[_ATOM] * count)
        wants.append(filled(form, parts, text, separator) != bare)
    return tuple(wants)


@lru_cache(maxsize=2_000)
def _outline(form: str, count: int, text: str, separator: str) -> str:
    """An operation on so many names."""
    return filled(form, [_ATOM] * count, text, separator)


def _form(graph: Graph, node: Node, prose: bool) -> str:
    form = node.op.code
    if graph.numbers:
        form = form.removeprefix("np.").removeprefix("math." if node.is_array else "")
    elif node.is_array:
        form = node.op.array_code or form.replace("math.", "np.")
    if prose:
        form = form.replace("math.", "")
    if form == "{a}":  # a branch: the value that was chosen
        return "{a} if …"
    axis = node.options.get("axis")
    if form.endswith("({a})") and axis is not None:
        form = f"{form[:-1]}, axis={axis})"
    return form


def _whole_texts(graph: Graph) -> list[str]:
    """The texts in full length, all different but those of constants.

    Which of several values of the same code it is, `(a + b)#2`, is said of that value alone: in
    `c / (a + b)` either is meant, for they are equal.
    """
    texts: list[str] = []
    parts_of_code: list[str] = []
    outlines: list[str] = []
    taken = Counter(name for name in graph.versions if name)
    for node in graph.nodes:
        text, outline = graph.versions[node.index], _ATOM
        part = text
        if not text and node.is_operator:
            parts = [parts_of_code[index] for index in node.inputs]
            around = [outlines[index] for index in node.inputs]
            part = shortened_code(code(graph, node, parts, prose=True, outlines=around), _KEPT)
            form, chosen = _form(graph, node, prose=True), node.options.get("text", "")
            outline = _outline(form, min(len(parts), 3), chosen, node.op.separator)
            text = _numbered(part, outline, taken)
        elif not text:
            is_number = node.is_constant and not node.is_array
            text = shown_constant(node.value) if is_number else f"array {shape_text(node.shape)}"
            part, outline = text, text if is_number else _ATOM
        texts.append(text)
        parts_of_code.append(part)
        outlines.append(outline)
    return texts


def _numbered(text: str, outline: str, taken: Counter[str]) -> str:
    """The text, or the first of `text#2`, `text#3`, … that no value has."""
    own = f"({text})" if needs_parentheses(outline, after=".T") else text
    free = _free(text, taken, own) if text in taken else text
    taken[free] += 1
    return free


def _free(text: str, taken: Counter[str], own: str = "") -> str:
    """The first of `text#2`, `text#3`, … that no value has."""
    free = text
    while free in taken:
        taken[text] = max(taken[text] + 1, 2)
        free = f"{own or text}#{taken[text]}"
    return free


def _short_texts(graph: Graph, texts: list[str]) -> tuple[str, ...]:
    """Long texts without their middle, with as much of it as makes them differ."""
    own = [node.index for node in graph.nodes if not node.is_constant]
    longest = {i: LONGEST if graph.versions[i] else LONGEST_CODE for i in own}
    most = {i: len(texts[i]) if graph.versions[i] else _MOST for i in own}
    cuts: dict[int, _Cut] = {i: shortened if graph.versions[i] else shortened_code for i in own}
    short = list(texts)
    alike: list[list[int]] = []
    growing = own
    while growing:
        for index in growing:  # the others are as long as they were
            short[index] = cuts[index](texts[index], longest[index])
        alike = _alike(short, own)
        growing = [i for group in alike for i in group if longest[i] < most[i]]
        for index in growing:
            longest[index] = min(longest[index] + _MORE, most[index])
    taken = Counter(short[index] for index in own)
    for group in alike:
        for index in group[1:]:
            short[index] = _free(short[index], taken)
            taken[short[index]] += 1
    for node in graph.nodes:
        if node.is_constant and node.name:
            short[node.index] = shortened(texts[node.index])
    return tuple(short)


def _alike(short: list[str], own: list[int]) -> list[list[int]]:
    """The nodes, grouped, that are called alike."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index in own:
        groups[short[index]].append(index)
    return [group for group in groups.values() if len(group) > 1]
