"""Texts that remember which of their parts are numbers, and of what.

A caption is a `Words`: a text as any other, and beside it the list of its parts. So a page on which
the numbers change writes the same sentence with others, by the same rules, and nothing is looked up
in a text. What is put together by `words` keeps its numbers; an f-string makes plain text of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from graphviz_backprop.numerals import AROUND_ZERO, shown
from graphviz_backprop.quick_dataclass import quick_dataclass

# What a number is of: of a node, of a step, of the output.
VALUE, GRADIENT = "value", "gradient"
LOCAL, UPSTREAM, CONTRIBUTION = "local", "upstream", "contribution"
BEFORE, AFTER = "before", "after"
SEED = "seed"
_SIGNS = ("-", AROUND_ZERO[0])
SLOPE = "slope"  # of a sigmoid that the code writes out: s (1 - s), by its node


@quick_dataclass(frozen=True, slots=True)
class Quantity:
    """What a number is: its kind, and the index of the node or the step that it is of."""

    kind: str
    index: int = 0


@quick_dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        text: as it is written there now, with an ASCII minus.
        quantity: what it is.
        is_bracketed: a negative one stands in parentheses, and `≈ 0`.
        is_operand: `≈ 0` does, which else reads as what is equal to the text before it.
    """

    text: str
    quantity: Quantity
    is_bracketed: bool = False
    is_operand: bool = False

    def __str__(self) -> str:
        return _as_operand(self.text, self.is_bracketed, self.is_operand)


@quick_dataclass(frozen=True, slots=True)
class Condition:
    """What a text depends on, beside its numbers.

    Attributes:
        rule: "blocks": the step of index `about[0]` lets nothing through; "flat": its curve is
            saturated there; "flat sigmoid": the same of the node `about[0]` that is a sigmoid of
            the node `about[1]`; "longer": the text `about[0]` has more letters than `about[1]`;
            "same": both texts are equal.
        about: the rule's arguments.
        holds: it does now.
    """

    rule: str
    about: tuple[Any, ...]
    holds: bool


@quick_dataclass(frozen=True, slots=True)
class Either:
    """One text where a condition holds, and another where it does not."""

    condition: Condition
    then: str
    otherwise: str

    def __str__(self) -> str:
        return str(self.then if self.condition.holds else self.otherwise)


@quick_dataclass(frozen=True, slots=True)
class First:
    """The first of these texts that is not empty."""

    texts: tuple[str, ...]

    def __str__(self) -> str:
        return next((str(text) for text in self.texts if text), "")


@quick_dataclass(frozen=True, slots=True)
class Listing:
    """Three texts at most, or as many as fit on a line, and how many more there are."""

    texts: tuple[str, ...]
    most: int
    line: int
    text: str

    def __str__(self) -> str:
        return self.text


@quick_dataclass(frozen=True, slots=True)
class Computed:
    """A sentence that a rule makes of all numbers.

    Attributes:
        text: what it is now.
        rule: "meaning", what the steepest input says; "vanishing", how a gradient gets lost;
            "nonfinite", the first number that is none.
        about: what the rule needs to know that is no number.
    """

    text: str
    rule: str
    about: dict[str, Any]

    def __str__(self) -> str:
        return self.text


Part = str | Number | Either | First | Listing | Computed


class Words(str):
    """A text with its parts: pieces of plain text, numbers, and what depends on numbers."""

    __slots__ = ("parts",)
    parts: tuple[Part, ...]

    def __new__(cls, parts: Iterable[Part], text: str | None = None) -> Words:
        """Put the parts together; where their text is known, it is not made again."""
        kept = tuple(parts)
        made = super().__new__(cls, "".join(map(str, kept)) if text is None else text)
        made.parts = kept
        return made

    def __reduce__(self) -> tuple[type[Words], tuple[tuple[Part, ...]]]:
        return type(self), (self.parts,)


_IS_PLAIN = ContextVar("is plain", default=False)


@contextmanager
def plain_texts() -> Iterator[None]:
    """While texts are put together that no page will write with other numbers: without parts."""
    before = _IS_PLAIN.set(True)
    try:
        yield
    finally:
        _IS_PLAIN.reset(before)


def is_plain() -> bool:
    """True while texts have no parts: what does not hold now need not be put into words."""
    return _IS_PLAIN.get()


def words(*parts: Part) -> str:
    """A text of these parts; those of a `Words` among them stay parts.

    >>> text = words("y = ", number(-3.0, Quantity(VALUE, 2)))
    >>> text, text.parts[-1].quantity.index
    ('y = -3.0', 2)
    """
    if _IS_PLAIN.get():
        return "".join([part if isinstance(part, str) else str(part) for part in parts])
    flat: list[Part] = []
    texts: list[str] = []
    plain = ""  # what is not yet in the list
    for part in parts:
        if isinstance(part, Words):
            texts.append(part)
            pieces = part.parts
        elif isinstance(part, str):
            texts.append(part)
            plain += part
            continue
        else:
            texts.append(str(part))
            pieces = (part,)
        for one in pieces:
            if isinstance(one, str):
                plain += one
                continue
            if plain:
                flat.append(plain)
                plain = ""
            flat.append(one)
    if plain:
        flat.append(plain)
    return Words(flat, "".join(texts))


def number(
    value: float, quantity: Quantity, is_bracketed: bool = False, is_operand: bool = False
) -> str:
    """A number as a text; of the arguments see `Number`."""
    if _IS_PLAIN.get():
        return _as_operand(shown(value), is_bracketed, is_operand)
    one = Number(shown(value), quantity, is_bracketed, is_operand)
    return Words((one,), str(one))


def _as_operand(text: str, is_bracketed: bool, is_operand: bool) -> str:
    """The text of a number, in parentheses where its first letter asks for them."""
    signs = _SIGNS if is_bracketed else (AROUND_ZERO[0],) if is_operand else ()
    return f"({text})" if text[0] in signs else text


def bracketed(text: str) -> str:
    """A text that is one number: in parentheses where it has a sign before it."""
    parts = parts_of(text)
    if len(parts) == 1 and isinstance(parts[0], Number):
        return Words([Number(parts[0].text, parts[0].quantity, is_bracketed=True)])
    return f"({text})" if text.startswith(_SIGNS) else text


def as_operand(text: str) -> str:
    """A text that is one number: in parentheses where it is `≈ 0`, before and behind a sign."""
    parts = parts_of(text)
    if len(parts) == 1 and isinstance(parts[0], Number):
        return Words([Number(parts[0].text, parts[0].quantity, is_operand=True)])
    return _as_operand(text, is_bracketed=False, is_operand=True) if text else text


def joined(between: str, texts: Iterable[str]) -> str:
    """Texts with another between them."""
    parts: list[Part] = []
    for place, text in enumerate(texts):
        parts += [between, text] if place else [text]
    return words(*parts)


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a text; a plain one is one part."""
    return text.parts if isinstance(text, Words) else (str(text),) if text else ()


def with_one_sign(text: str) -> str:
    """The text with `≈ 0` in the place of `= ≈ 0`; its parts stay, for a page with other numbers.

    >>> with_one_sign("s = 0.3 - 0.3 = ≈ 0")
    's = 0.3 - 0.3 ≈ 0'
    """
    if f"= {AROUND_ZERO}" not in text:
        return text
    told = text.replace(f"= {AROUND_ZERO}", AROUND_ZERO)
    return Words(text.parts, told) if isinstance(text, Words) else told
