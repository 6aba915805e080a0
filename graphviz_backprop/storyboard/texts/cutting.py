"""Long names, code and lists of numbers without their middle, cut where a reader would cut."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

LONGEST = 24  # characters of a name
# Where a name may be cut: before a dot or a bracket, at an underscore or an earlier cut, before a
# capital.
_PARTS = re.compile(r"(?=[.\[])|[_…]+|(?<=[a-z0-9])(?=[A-Z])")
_MOST_LOST = 0.4  # of the room for a name, for a cut at such a place
_INDEX = re.compile(r"\[[^\[\]]*\]")
_GROWTH = 6  # the part by which a name may be longer at a time, to be told from others
_LONGER_TO_DIFFER = 1.5  # times as long, before a word is cut
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
_LEAST_LEFT_OUT = 2  # characters: leaving out less is not worth its sign
# Within numbers and words no line is cut: `-6.48e-7`, `np.sum`.
_WHOLE = re.compile(r"[\w.\u2212+-]*[\w.]")


def shortened(name: str, longest: int = LONGEST) -> str:
    """A long name without its middle: cut between its words where that leaves enough of it.

    >>> shortened("number_of_apples_in_the_basket")
    'number_of_apples…basket'
    >>> shortened("net.hidden.neurons[0].w[0]")
    '…hidden.neurons[0].w[0]'
    >>> shortened("averylongnamethatisonewordalone")
    'averylongnam…newordalone'
    """
    if len(name) <= longest:
        return name
    cuts = _cuts_between_words(name, longest)
    return "…".join(next(iter(cuts), _cut_anywhere(name, longest)))


def shortened_apart(name: str, names: Iterable[str], longest: int) -> str:
    """A long name with less of it, as none of the others begins and ends; longer if it must be.

    >>> names = ["price_before_discount", "price_after_discount", "price_per_apple_in_euros"]
    >>> [shortened_apart(name, names, 14) for name in names]
    ['price_before…', 'price_after…', 'price…in_euros']
    >>> names = [f"net.{layer}.neurons[0].w[0]" for layer in ("hidden", "out")]
    >>> [shortened_apart(name, names, 14) for name in names]
    ['net.hidden…w[0]', 'net.out…w[0]']
    """
    if len(name) <= longest:
        return name
    others = {*names} - {name}
    sizes = range(longest, len(name), max(1, longest // _GROWTH))
    between = (
        cut
        for size in sizes
        if size <= _LONGER_TO_DIFFER * longest
        for cut in _cuts_between_words(name, size, is_one_sided=True)
    )
    for head, tail in (*between, *(_cut_anywhere(name, size) for size in sizes)):
        if not any(one.startswith(head) and one.endswith(tail) for one in others):
            return f"{head}…{tail}"
    return name


def _cuts_between_words(
    name: str, longest: int, is_one_sided: bool = False
) -> list[tuple[str, str]]:
    """What is left at both ends of a name, where that is enough of it: the longest first.

    Args:
        name: a long one.
        longest: characters that may be left, with the sign for the rest.
        is_one_sided: the beginning alone may be left, too, if nothing else may. An index alone,
            and of a path its beginning alone, may not.
    """
    found = [(part.start(), part.end()) for part in _PARTS.finditer(name)]
    is_path = "." in name
    heads = [start for start, _ in found if start]
    cuts = [
        (name[:head], name[end:].removeprefix("."))
        for head in [0] * is_path + heads
        for start, end in found
        if start > head and not (is_one_sided and _INDEX.fullmatch(name, end))
    ]
    cuts += [(name[:head], "") for head in heads if is_one_sided and not is_path]
    least = (1 - _MOST_LOST) * longest
    fitting = [cut for cut in cuts if least <= len("…".join(cut)) <= longest]
    # Of a path the end says most, of other names the beginning.
    side = 1 if is_path else 0
    return sorted(
        fitting,
        key=lambda cut: (bool(cut[1]), len("".join(cut)), len(cut[side])),
        reverse=True,
    )


def _cut_anywhere(name: str, longest: int) -> tuple[str, str]:
    """As many letters at both ends."""
    tail = (longest - 1) // 2
    return name[: longest - 1 - tail], name[-tail:]


def shortened_line(text: str, longest: int) -> str:
    """A line of code or a list of numbers without its middle, no number or word cut in two.

    >>> shortened_line("[[0.174, 0.063], [0.29, -0.105], [0.0, 0.0]]", 40)
    '[[0.174, 0.063], …, [0.0, 0.0]]'
    >>> shortened_line("a = 1.25; b = 2.5; c = 3.125; d = 4.0625", 24)
    'a = 1.25; b = 2.5; c = …'
    """
    if len(text) <= longest:
        return text
    statements = [one.rpartition(" = ") for one in text.split("; ")]
    lists = [
        "; ".join(f"{name}{sign}{_with_ends(value, deep)}" for name, sign, value in statements)
        for deep in range(1, 4)
    ]
    lists += [f"[{_with_ends(item, 1)}, …]" for item in _items(text)[:1]]
    found = next((one for one in lists if len(one) <= longest), "") or _Code(text).cut(longest)
    if len(found) > longest / 2 or found in lists:
        return found
    tail = (longest - 1) // 2
    start, end = longest - 1 - tail, len(text) - tail
    for word in _WHOLE.finditer(text):
        if word.start() < start < word.end():
            start = word.start()
        if word.start() < end < word.end():
            end = word.end()
    if start + 1 + len(text) - end < longest / 2:  # a word as long as the line
        return shortened(text, longest)
    return f"{text[:start].rstrip()}…{text[end:]}"


def _with_ends(text: str, deep: int) -> str:
    """A list in brackets with the first and the last of its items alone, so many levels deep.

    >>> _with_ends("[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], …, [7.0, 8.0, 9.0]]", 2)
    '[[1.0, …, 3.0], …, [7.0, …, 9.0]]'
    """
    items = _items(text)
    if not items or not deep:
        return text
    inner = [_with_ends(item, deep - 1) for item in items]
    return f"[{inner[0]}, …, {inner[-1]}]" if len(items) > 2 else f"[{', '.join(inner)}]"


def _items(text: str) -> list[str]:
    """The items of a list in brackets; none of what is no list."""
    if not (text.startswith("[") and text.endswith("]")):
        return []
    depth = [*accumulate(map(_STEPS.__getitem__, text))]
    ends = [at for at in range(1, len(text) - 1) if text[at] == "," and depth[at] == 1]
    is_one = 0 not in depth[:-1]
    starts = [1, *(end + 1 for end in ends)]
    return [text[i:j].strip() for i, j in zip(starts, [*ends, -1], strict=True)] if is_one else []


@lru_cache(maxsize=20_000)
def shortened_code(text: str, longest: int) -> str:
    """Code without its middle, cut between its operands so that its brackets still match.

    Where only its names are long these are cut. What was cut before is cut once.

    >>> shortened_code("1.0 + exp(-(w[2] * x + u[2] * h + b[2]))", 28)
    '1.0 + exp(-(w[2] * x + …))'
    >>> shortened_code("1.0 - discount_for_regular_customers", 32)
    '1.0 - discount_for…customers'
    >>> shortened_code("x[19] * w[19]", 12)
    'x[19] * w[19]'
    >>> shortened_code("x[0] * w[0][0] + … + x[8] * w[0][8]", 32)
    'x[0] * w[0][0] + …'
    >>> shortened_code("x[2 … 18] * w[2 … 18]", 12)
    'x[2 … 18] * …'
    """
    if len(text) <= longest:
        return text
    # Its indices are no operands.
    kept = _RANGE.sub(lambda found: found[0].translate(_OTHER_SIGNS), text)
    code = _Code(kept)
    cuts = (code.cut(longest + more) for more in range(_LONGER))
    found = next(filter(None, cuts), "").translate(_OWN_SIGNS)
    if len(text) - len(found) < _LEAST_LEFT_OUT:
        return text
    return found or shortened(text, longest)


class _Code:
    """Code that is too long, looked at once for all lengths that are tried."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = [len(word) for word in _WORD.findall(text)]
        self._cut_before = text.find("…"), text.rfind("…")

    def cut(self, longest: int) -> str:
        """Itself without its middle, cut between its operands; empty if that is too long."""
        short = self._with_short_words(longest)
        if short:
            return short
        text, depth, whole = self._text, self._depth, len(self._text)
        starts = [found.end() for found in _START.finditer(text, 0, longest - 1)]
        ends = [found.start() for found in _END.finditer(text, whole - longest)]
        # All cuts have the middle in common, where it is longest: it is looked at once.
        first, last = max([0, *starts]), min([whole, *ends])
        middle = min(depth[first : last + 1], default=math.inf)
        best, at = (False, 0), (0, 0)
        ends_at = defaultdict(list)  # by their depth, for both ends of a cut are equally deep
        for end in (*ends, whole):
            ends_at[depth[end]].append(end)
        for start in (*reversed(starts), 0):
            nearest = max(start + 1, start + 1 + whole - longest)
            further = ends_at[depth[start]]
            for end in further[bisect_left(further, nearest) :]:
                length = start + 1 + whole - end
                if best[0] and length <= best[1]:
                    break  # less and less is kept
                worth = self._is_cut_once(start, end), length
                if worth <= best or length == 1:  # nothing would be left
                    continue
                sides = (*depth[start : min(first, end + 1)], *depth[max(last, start) : end + 1])
                if depth[start] <= min((middle, *sides)) and self._is_operand(start, end):
                    best, at = worth, (start, end)
        return f"{text[: at[0]]}…{text[at[1] :]}" if best[1] else ""

    @cached_property
    def _depth(self) -> Sequence[int]:
        """How deep in brackets each letter is, and the end."""
        return [0, *accumulate(map(_STEPS.__getitem__, self._text))]

    def _is_cut_once(self, start: int, end: int) -> bool:
        """True if what is kept has no earlier cut."""
        first, last = self._cut_before
        return first < 0 or (start <= first and last < end)

    def _is_operand(self, start: int, end: int) -> bool:
        """True if what is cut out is no sum of which a neighbouring product holds only a part."""
        text, depth = self._text, self._depth
        if not (_PRODUCT.search(text[:start]) or _FACTOR.match(text, end)):
            return True
        signs = _SUM.finditer(text, start, end)
        return all(depth[sign.start()] > depth[start] for sign in signs)

    def _with_short_words(self, longest: int) -> str:
        """The text with its long names cut, as little as needs be; empty if that is too little."""
        text, lengths = self._text, self._words
        over, most = longest - len(text), LONGEST
        if over + sum(max(0, length - _LEAST_OF_WORD) for length in lengths) < 0:
            return ""
        while over + sum(max(0, length - most) for length in lengths) < 0:
            most -= 1
        return _WORD.sub(lambda word: shortened(word[0], most), text)
