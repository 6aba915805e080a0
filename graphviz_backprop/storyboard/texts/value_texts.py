"""What each value is called: by its name, by its number, or by the code that makes it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from weakref import WeakKeyDictionary

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown_constant
from graphviz_backprop.storyboard.texts.grid import shape_text
from graphviz_backprop.storyboard.texts.parentheses import filled, needs_parentheses
from graphviz_backprop.storyboard.texts.words import bracketed, words

LONGEST = 24  # characters of a name
LONGEST_CODE = 32
_MOST = 44  # where the code of two values is alike in the middle
_KEPT = 80  # of the code of one value in that of another
_MORE = 8
# Where code may be cut: behind a sign, a comma or a bracket, and before the next one.
_START = re.compile(r"(?<=[-+*/@%=,]) |[(\[]")
_END = re.compile(r"(?= [-+*/@%=])|(?=[\]),])")
_WORD = re.compile(r"[^\W\d]\w*")
_LEAST_OF_WORD = 12  # characters of a name in code that is too long
# Around what is cut out: a product's sign, and within it a sum's.
_PRODUCT = re.compile(r"[*/@%] $")
_FACTOR = re.compile(r" [*/@%]")
_SUM = re.compile(r" [-+] ")
# How much deeper it is in brackets behind each letter.
_STEPS = defaultdict(int, {"(": 1, "[": 1, ")": -1, "]": -1})
_LONGER = 6  # characters more for a cut between operands
_RANGE = re.compile(r"\[[^\[\]]* … [^\[\]]*\]")  # the index of several values: `x[2 … 18]`
_OTHER_SIGNS = str.maketrans("[ …]", "\ue000\ue001\ue002\ue003")
_OWN_SIGNS = {other: own for own, other in _OTHER_SIGNS.items()}
_ATOM = "_"  # an expression that never needs parentheses
# A number that would read as part of the sign before it: `x - -3.0`.
_NEGATIVE = re.compile(r"-[\w.-]+")
_ANY_NEGATIVE = "-1.5"
# Stands for a number while code is put together: a name that no program has.
_MARK = "ʬ{}ʬ"
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


def shortened(name: str, longest: int = LONGEST) -> str:
    """A long name without its middle.

    >>> shortened("a_variable_with_a_very_long_name")
    'a_variable_w…y_long_name'
    """
    if len(name) <= longest:
        return name
    tail = (longest - 1) // 2
    return f"{name[: longest - 1 - tail]}…{name[-tail:]}"


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
        bare = [_NEGATIVE.fullmatch(part) for part in outlines]
        parts = [f"({p})" if is_bare else p for p, is_bare in zip(parts, bare, strict=True)]
        outlines = [_ATOM if is_bare else one for one, is_bare in zip(outlines, bare, strict=True)]
    text = node.options.get("text", "")  # which part of an array, as the code has it
    return filled(_form(graph, node, prose), parts, text, node.op.separator, outlines)


def code_in_words(graph: Graph, node: Node, parts: Sequence[str]) -> str:
    """The same of parts that are numbers, which stay numbers in the text."""
    form, text = _form(graph, node, False), node.options.get("text", "")
    pieces = list(_pieces(form, len(parts), text, node.op.separator))
    wants = _wants_brackets(form, len(parts), text, node.op.separator)
    for place in range(1, len(pieces), 2):
        k = int(pieces[place])
        has_brackets = node.op.brackets_negatives or wants[k]
        pieces[place] = bracketed(parts[k]) if has_brackets else parts[k]
    return words(*pieces)


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
    """The texts in full length, all different but those of constants."""
    texts: list[str] = []
    outlines: list[str] = []
    taken = Counter(name for name in graph.versions if name)
    for node in graph.nodes:
        text, outline = graph.versions[node.index], _ATOM
        if not text and node.is_operator:
            parts = [texts[index] for index in node.inputs]
            around = [outlines[index] for index in node.inputs]
            text = shortened_code(code(graph, node, parts, prose=True, outlines=around), _KEPT)
            part = node.options.get("text", "")
            form = _form(graph, node, prose=True)
            outline = _outline(form, min(len(parts), 3), part, node.op.separator)
            text, is_numbered = _numbered(text, outline, taken)
            outline = _ATOM if is_numbered else outline
        elif not text:
            is_number = node.is_constant and not node.is_array
            text = shown_constant(node.value) if is_number else f"array {shape_text(node.shape)}"
            outline = text if is_number else _ATOM
        texts.append(text)
        outlines.append(outline)
    return texts


def _numbered(text: str, outline: str, taken: Counter[str]) -> tuple[str, bool]:
    """The text, or the first of `text#2`, `text#3`, … that no value has."""
    own = f"({text})" if needs_parentheses(outline, after=".T") else text
    free = _free(text, taken, own) if text in taken else text
    taken[free] += 1
    return free, free != text


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
    alike = _alike(texts, longest, cuts)
    while growing := [i for group in alike for i in group if longest[i] < most[i]]:
        for index in growing:
            longest[index] = min(longest[index] + _MORE, most[index])
        alike = _alike(texts, longest, cuts)
    short = list(texts)
    for index in own:
        short[index] = cuts[index](texts[index], longest[index])
    taken = Counter(short[index] for index in own)
    for group in alike:
        for index in group[1:]:
            short[index] = _free(short[index], taken)
            taken[short[index]] += 1
    for node in graph.nodes:
        if node.is_constant and node.name:
            short[node.index] = shortened(texts[node.index])
    return tuple(short)


@lru_cache(maxsize=20_000)
def shortened_code(text: str, longest: int) -> str:
    """Code without its middle, cut between its operands so that its brackets still match.

    Where only its names are long these are cut. What was cut before is cut once.

    >>> shortened_code("1.0 + exp(-(w[2] * x + u[2] * h + b[2]))", 28)
    '1.0 + exp(-(w[2] * x + …))'
    >>> shortened_code("1.0 - discount_for_regular_customers", 32)
    '1.0 - discount_for…r_customers'
    >>> shortened_code("x[0] * w[0][0] + … + x[8] * w[0][8]", 32)
    'x[0] * w[0][0] + …'
    >>> shortened_code("x[2 … 18] * w[2 … 18]", 12)
    '… * w[2 … 18]'
    """
    if len(text) <= longest:
        return text
    # Its indices are no operands.
    kept = _RANGE.sub(lambda found: found[0].translate(_OTHER_SIGNS), text)
    cuts = (_cut_between(kept, longest + more) for more in range(_LONGER))
    found = next(filter(None, cuts), "").translate(_OWN_SIGNS)
    return found or shortened(text, longest)


def _cut_between(text: str, longest: int) -> str:
    """Code without its middle, cut between its operands; empty where it is not short enough so."""
    short = _with_short_words(text, longest)
    if short:
        return short
    depth = [0, *accumulate(map(_STEPS.__getitem__, text))]
    starts = [found.end() for found in _START.finditer(text, 0, longest - 2)]
    ends = [found.start() for found in _END.finditer(text, len(text) - longest)]
    # All cuts have the middle in common, where it is longest: it is looked at once.
    first, last = max([0, *starts]), min([len(text), *ends])
    middle = min(depth[first : last + 1], default=math.inf)
    best = (False, 0), ""
    for start in (*reversed(starts), 0):
        nearest = max(start + 1, start + 1 + len(text) - longest)
        further = ends if start == 0 else (*ends, len(text))
        for end in further[bisect_left(further, nearest) :]:
            if best[0][0] and start + 1 + len(text) - end <= best[0][1]:
                break  # less and less is kept
            if depth[start] != depth[end]:
                continue
            cut = f"{text[:start]}…{text[end:]}"
            worth = cut.count("…") == 1, len(cut)
            if worth <= best[0]:
                continue
            sides = (*depth[start : min(first, end + 1)], *depth[max(last, start) : end + 1])
            if depth[start] <= min((middle, *sides)) and _is_operand(text, start, end, depth):
                best = worth, cut
    return best[1]


def _is_operand(text: str, start: int, end: int, depth: Sequence[int]) -> bool:
    """True if what is cut out is no sum of which a neighbouring product holds only a part."""
    if not (_PRODUCT.search(text[:start]) or _FACTOR.match(text, end)):
        return True
    signs = _SUM.finditer(text, start, end)
    return all(depth[sign.start()] > depth[start] for sign in signs)


def _with_short_words(text: str, longest: int) -> str:
    """The text with its long names cut, as little as needs be; empty where that is too little."""
    lengths = [len(word) for word in _WORD.findall(text)]
    least = len(text) - sum(max(0, length - _LEAST_OF_WORD) for length in lengths)
    if least > longest:
        return ""
    over, most = longest - len(text), LONGEST
    while over + sum(max(0, length - most) for length in lengths) < 0:
        most -= 1
    return _WORD.sub(lambda word: shortened(word[0], most), text)


def _alike(texts: list[str], longest: dict[int, int], cuts: Mapping[int, _Cut]) -> list[list[int]]:
    """The nodes, grouped, that are called alike at these lengths."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, length in longest.items():
        groups[cuts[index](texts[index], length)].append(index)
    return [group for group in groups.values() if len(group) > 1]
