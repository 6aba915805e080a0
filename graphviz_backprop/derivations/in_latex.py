r"""A derivation in LaTeX: a document of its own, whose parts can be copied.

No name is a command there: its signs are escaped, or written by their code.
"""

from __future__ import annotations

from graphviz_backprop.derivations.derivation import Derivation
from graphviz_backprop.derivations.notations import Signs, lagrange, leibniz, whole_derivative
from graphviz_backprop.derivations.parts import written
from graphviz_backprop.derivations.spelled import (
    LATEX,
    LATEX_NUMBERS,
    escaped,
    latex_bracketed,
    latex_expression,
)
from graphviz_backprop.derivations.value_code import value_expression
from graphviz_backprop.expressions import constant
from graphviz_backprop.graph import Graph, Node

MARKER = "% Made by graphviz_backprop."
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
    lines = [
        rf"\noindent\texttt{{{escaped(line)}}} \quad {escaped(row.reason)}\par"
        for row, line in zip(derivation.rows, derivation.lines, strict=True)
    ]
    return _TEXT.format(
        marker=MARKER,
        derivative=whole_derivative(backprop, leaf, _SIGNS),
        leibniz=leibniz(backprop, leaf, _SIGNS),
        lagrange=lagrange(backprop, leaf, _SIGNS),
        rules=written(derivation.products, last, LATEX),
        numbers=written(derivation.products, last, LATEX_NUMBERS),
        result=LATEX_NUMBERS.part(constant(0), derivation.gradient).alone,
        lines="\n".join(lines),
    )


def _value(graph: Graph, node: Node) -> str:
    return latex_expression(value_expression(graph, node))


def _fraction(has_one_input: bool, above: str, below: str) -> str:
    sign = "d" if has_one_input else r"\partial "
    return rf"\frac{{{sign}{above}}}{{{sign}{below}}}"


def _prime(function: str, which: int, at: str) -> str:
    index = f"_{{{which}}}" if which else ""
    return rf"{function}'{index}\left({at}\right)"


_SIGNS = Signs(
    value=_value,
    bracketed=latex_bracketed,
    function=lambda name: rf"\operatorname{{{escaped(name)}}}",
    fraction=_fraction,
    prime=_prime,
    times=r" \cdot ",
)
