r"""A derivation in LaTeX: a document of its own, whose parts can be copied.

No name is a command there: its signs are escaped, or written by their code.
"""

from __future__ import annotations

import re

from graphviz_backprop.derivations.derivation import Derivation
from graphviz_backprop.derivations.notations import Signs, lagrange, leibniz, whole_derivative
from graphviz_backprop.derivations.parts import GRADIENT, Part
from graphviz_backprop.expressions import latex
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard import label

MARKER = "% Made by graphviz_backprop."
_SUBSCRIPTED = re.compile(r"([A-Za-z])\[(\d+)\]")
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
}
_TEXT = r"""{marker}
\documentclass{{article}}
\usepackage{{amsmath}}
\usepackage[utf8]{{inputenc}}
\begin{{document}}
\noindent The chain rule, in Leibniz's notation and in Lagrange's:
\begin{{align*}}
{derivative} &= {leibniz} \\
             &= {lagrange}
\end{{align*}}
The derivatives put in, and the numbers:
\begin{{align*}}
{derivative} &= {rules} \\
             &= {numbers} = {result}
\end{{align*}}
As code, line by line:

\bigskip
{lines}
\end{{document}}
"""


def in_latex(derivation: Derivation) -> str:
    """The document."""
    backprop, leaf = derivation.backprop, derivation.leaf
    last = len(derivation.rows) - 1
    names = {
        label(backprop.graph, node): _name(label(backprop.graph, node))
        for node in backprop.graph.nodes
    }
    lines = [
        rf"\noindent\texttt{{{escaped(line)}}} \quad {escaped(row.reason)}\par"
        for row, line in zip(derivation.rows, derivation.lines, strict=True)
    ]
    return _TEXT.format(
        marker=MARKER,
        derivative=whole_derivative(backprop, leaf, _SIGNS),
        leibniz=leibniz(backprop, leaf, _SIGNS),
        lagrange=lagrange(backprop, leaf, _SIGNS),
        rules=_sum(derivation.products, last, names)[0] or "0",
        numbers=_sum(derivation.products, last, None)[0] or "0",
        result=shown(derivation.gradient),
        lines="\n".join(lines),
    )


def escaped(text: str) -> str:
    """Text that LaTeX sets as it is."""
    return "".join(_ESCAPED.get(letter, letter) for letter in text if letter.isprintable())


def _name(name: str) -> str:
    """A value in math mode: `x_{0}`, a letter, else upright text."""
    found = _SUBSCRIPTED.fullmatch(name)
    if found:
        return f"{found[1]}_{{{found[2]}}}"
    return name if len(name) == 1 and name.isalpha() else rf"\text{{{escaped(name)}}}"


def _fraction(has_one_input: bool, above: str, below: str) -> str:
    sign = "d" if has_one_input else r"\partial "
    return rf"\frac{{{sign}{above}}}{{{sign}{below}}}"


def _prime(function: str, which: int, at: str) -> str:
    index = f"_{{{which}}}" if which else ""
    return rf"{function}'{index}\left({at}\right)"


_SIGNS = Signs(
    name=_name,
    function=lambda name: rf"\operatorname{{{escaped(name)}}}",
    fraction=_fraction,
    prime=_prime,
    times=r" \cdot ",
)
_Text = tuple[str, bool]  # and whether it is a sum


def _sum(products: list[list[Part]], row: int, names: dict[str, str] | None) -> _Text:
    texts = [_product(product, row, names) for product in products]
    texts = [text for text in texts if text[0]]
    if len(texts) == 1:
        return texts[0]
    return " + ".join(text for text, _ in texts), True


def _product(product: list[Part], row: int, names: dict[str, str] | None) -> _Text:
    texts: list[_Text] = []
    for part in product:
        if part.is_alive(row):
            texts.append(_factor(part, names))
        elif part.becomes:
            texts.append(_sum(part.becomes, row, names))
    texts = [text for text in texts if text[0]]
    if len(texts) == 1:
        return texts[0]
    bracketed = (rf"\left({text}\right)" if is_sum else text for text, is_sum in texts)
    return r" \cdot ".join(bracketed), False


def _factor(part: Part, names: dict[str, str] | None) -> _Text:
    if names is None:
        number = shown(part.number)
        return number, number.startswith("-")
    if part.kind == GRADIENT or part.expression is None:
        return _name(part.text), False
    return latex(part.expression, names), part.factor != part.text
