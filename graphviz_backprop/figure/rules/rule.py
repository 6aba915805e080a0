"""The local derivative as a typeset rule: `∂/∂x₀ [x₀w₀] = w₀`."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from graphviz_backprop.backward import Step
from graphviz_backprop.expressions import is_sum, parsed, typst
from graphviz_backprop.graph import ARGUMENTS, Graph, Node, slope_at
from graphviz_backprop.numerals import shown_constant, typeset
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.typesetting import MATH, drawable, is_right_to_left, runs, string
from graphviz_backprop.values import is_array, is_zero

_LONGEST_NAME = 6
_LONGEST_SUM = 22
_MOST_TERMS = 4
_LETTERS = "uvpqrstghk"
_GREEK = range(0x391, 0x3CA)
# x[0], w12, W[0][1], W[0, 1], b1[0]: a letter with subscripts.
_SUBSCRIPTED = re.compile(r"([^\W\d_])(?=.)\d*(?:\[\d+(?:, ?\d+)*\])*")
_DIGITS = re.compile(r"\d+")
_BRACKETED = re.compile(r"\^\(([\w.]+)\)")


@quick_dataclass(frozen=True, slots=True)
class Rule:
    """A rule in typst math, and as one line of plain text."""

    source: str
    plain: str


# Of each graph the letters that its names have, which are asked for at every step.
_TAKEN: WeakKeyDictionary[Graph, frozenset[str]] = WeakKeyDictionary()


@quick_dataclass(frozen=True, slots=True)
class _Symbol:
    source: str
    plain: str


def rule(graph: Graph, step: Step) -> Rule:
    """The derivative that a step takes: in the code's names where these are short, or letters."""
    node = graph.nodes[step.edge.consumer]
    symbols = _symbols(graph, node)
    argument = step.edge.argument
    to = symbols[argument]
    single = sum(not graph.nodes[index].is_constant for index in node.inputs) == 1
    d, plain_d = ("d", "d") if single else ("partial", "∂")
    bracketed = _formula(graph, node, [symbol.source for symbol in symbols], "dots.h")
    derivative = _derivative(graph, step, [symbol.source for symbol in symbols])
    source = f"{d} / ({d} {to.source}) {bracketed} = {derivative}"
    plain_formula = _formula(graph, node, [symbol.plain for symbol in symbols], "…")
    plain_derivative = _derivative(graph, step, [symbol.plain for symbol in symbols])
    plain = f"{plain_d}/{plain_d}{to.plain} {plain_formula} = {plain_derivative}"
    plain = _BRACKETED.sub(r"^\1", plain)
    return Rule(source, plain.replace('"', "").replace("sigma", "σ").replace(" dot ", " * "))


def _formula(graph: Graph, node: Node, symbols: list[str], dots: str) -> str:
    """The op on its arguments, in brackets where `d/dx` before it would seem to end early."""
    op = node.op
    if not op.rule:
        formula = _filled(op.formula, node, symbols, dots)
        return formula if len(node.inputs) == 1 else f"[{formula}]"
    has_constant = any(_is_number(graph.nodes[index]) for index in node.inputs)
    expression = parsed(op.rule)
    formula = typst(expression, dict(zip(ARGUMENTS, symbols, strict=False)), has_dots=has_constant)
    is_bracketed = len(node.inputs) > 1 or is_sum(expression)
    return f"[{formula}]" if is_bracketed else formula


def _derivative(graph: Graph, step: Step, symbols: list[str]) -> str:
    """The derivative that a step takes; a variadic op's passes or blocks, or both in an array."""
    node = graph.nodes[step.edge.consumer]
    slopes = node.op.slopes
    if not node.op.variadic:
        return _slope(graph, node, slopes[step.edge.argument], symbols)
    passes, blocks = (_slope(graph, node, slope, symbols) for slope in slopes)
    if is_zero(step.local):
        return blocks
    is_mixed = is_array(step.local) and not step.local.all()
    return f'{passes} "or" {blocks}' if is_mixed and passes != blocks else passes


def _slope(graph: Graph, node: Node, slope: str, symbols: list[str]) -> str:
    """A partial derivative, simpler where arguments are numbers: `2x` for x²."""
    return typst(slope_at(graph, node, slope), dict(zip(ARGUMENTS, symbols, strict=False)))


def _is_number(node: Node) -> bool:
    return node.is_constant and not node.is_array


def _filled(template: str, node: Node, symbols: list[str], dots: str) -> str:
    parts = symbols
    if len(symbols) > _MOST_TERMS:
        parts = [symbols[0], symbols[1], dots, symbols[-1]]
    named = dict(zip(ARGUMENTS, symbols, strict=False))
    return template.format(all=node.op.separator.join(parts), **named)


def _symbols(graph: Graph, node: Node) -> list[_Symbol]:
    """A symbol for each argument: its name if that is short and no other's, else a letter.

    The letter is none of the code's own names: `u1 + u2 + b` where two terms have no name.
    """
    inputs = [graph.nodes[index] for index in node.inputs]
    names = [one.name for one in inputs if not _is_number(one)]
    own = {name for name in names if _fits(name) and names.count(name) == 1}
    if len(inputs) > _MOST_TERMS or sum(map(len, own)) > _LONGEST_SUM:
        own = set()
    others = sum(name not in own for name in names)
    letter = _free_letter(graph, "z" + _LETTERS if len(inputs) == 1 else _LETTERS)
    numbered = [
        _Symbol(f"{letter}_{number}", f"{letter}{number}") for number in range(1, others + 1)
    ]
    strangers = iter(numbered if others > 1 else [_Symbol(letter, letter)])
    named = _named_apart(own)
    return [
        _constant(one)
        if _is_number(one)
        else named[one.name]
        if one.name in own
        else next(strangers)
        for one in inputs
    ]


def _fits(name: str) -> bool:
    """True if a name can be set in maths, and a rule has room for it."""
    bare = _bare(name)
    return drawable(name, MATH) == name and 0 < len(bare) <= _LONGEST_NAME


def _free_letter(graph: Graph, letters: str) -> str:
    taken = _TAKEN.get(graph)
    if taken is None:
        names = {node.name for node in graph.nodes}
        taken = frozenset(n[:1] for n in names if len(_bare(n).rstrip("0123456789")) == 1)
        _TAKEN[graph] = taken
    return next((letter for letter in letters if letter not in taken), letters[0])


def _bare(name: str) -> str:
    return re.sub(r"[\[\]]", "", name)


def _constant(node: Node) -> _Symbol:
    text = shown_constant(node.value)
    text = f"({text})" if text.startswith("-") else text
    return _Symbol(string(typeset(text)), text)


def _named_apart(names: set[str]) -> dict[str, _Symbol]:
    """Each name as a symbol; as it stands in the code where another looks alike: w12 and w[12]."""
    symbols = {name: _named(name) for name in names}
    sources = [symbol.source for symbol in symbols.values()]
    return {
        name: symbol if sources.count(symbol.source) == 1 else _Symbol(string(name), name)
        for name, symbol in symbols.items()
    }


def _named(name: str) -> _Symbol:
    plain = name.replace("][", ",").replace("[", "").replace("]", "")
    found = _SUBSCRIPTED.fullmatch(name)
    if found:
        subscript = ",".join(_DIGITS.findall(name))
        return _Symbol(f'{_letter(found[1])}_"{subscript}"', f"{found[1]}{subscript}")
    if len(name) == 1 and name.isalpha():
        return _Symbol(_letter(name), plain)
    return _Symbol(f"#box[{runs(name)}]" if is_right_to_left(name) else string(name), plain)


def _letter(letter: str) -> str:
    """A variable of one letter: slanted, or upright in scripts that have no slanted letters."""
    return letter if letter.isascii() or ord(letter) in _GREEK else string(letter)
