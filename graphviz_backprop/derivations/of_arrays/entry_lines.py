"""An operation on each entry: its own derivative there, summed over what it was spread to."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graphviz_backprop.derivations.of_arrays.entries import (
    entry_at,
    is_whole,
    with_numbers,
    written_out,
)
from graphviz_backprop.derivations.of_arrays.line import Line, line_with_numbers, make_line
from graphviz_backprop.derivations.of_arrays.writing import Writing
from graphviz_backprop.derivations.spelled import word
from graphviz_backprop.derivations.value_code import of_values
from graphviz_backprop.expressions import TOTAL, code, constant, parsed, put_in
from graphviz_backprop.graph import Node, slope_at
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.captions.array_captions import steepest_entry

_LETTERS = "ijkl"
_SUM = "add"
_BIAS = 2  # the argument of a dense layer that is added to its product
_DENSE = frozenset({"dense", "dense_columns"})


def entry_lines(writing: Writing) -> Iterator[Line]:
    """The lines; none where the operation works on whole arrays, or an argument has no name."""
    node, step = writing.node, writing.step
    is_bias = node.op.name in _DENSE and step.edge.argument == _BIAS
    is_sum = node.op.name == _SUM or is_bias
    has_slopes = node.op.is_elementwise and node.op.slopes and not node.op.variadic
    rank = len(node.shape)
    if not (is_sum or has_slopes) or not 0 < rank <= len(_LETTERS):
        return
    if any(one.is_constant and one.is_array for one in writing.inputs):
        return
    letters = _LETTERS[:rank]
    entries = [_entry(writing, one, node.shape) for one in writing.inputs]
    own = entries[step.edge.argument]
    upstream = writing.keep(writing.upstream, step.upstream)
    if is_sum:
        slope: ast.expr = constant(1)
    else:
        slope = of_values(_slope(writing), entries)
        yield make_line(_left(node, letters), of_values(parsed(node.op.rule), entries), _EACH, True)
    back = entry_at(upstream, [ast.Name(letter) for letter in letters])
    is_one = isinstance(slope, ast.Constant) and slope.value == 1
    term = back if is_one else ast.BinOp(back, ast.Mult(), slope)
    kept = {one.id for one in ast.walk(own) if isinstance(one, ast.Name)}
    summed = [letter for letter in letters if letter not in kept]
    for letter in reversed(summed):
        size = constant(node.shape[letters.index(letter)])
        term = ast.Call(ast.Name(TOTAL), [term, ast.Name(letter), size], [])
    target = _renamed(own, writing.target)
    place = steepest_entry(writing.contribution)
    at = _places(own, place)
    noun = "sum" if is_sum else node.op.noun
    if summed:
        over = " and ".join(summed)
        one = written_out(put_in(term, at))
        entry = code(put_in(own, at), {})
        reason = f"{entry} is used once for each {over}: what comes back to these adds up"
        yield make_line(put_in(target, at), one, reason, is_whole(one))
        pattern = "the same for each entry, by its indices"
    else:
        pattern = f"at each entry what comes back to it, times the {noun}'s own derivative there"
        pattern = pattern if not is_one else f"the {noun} hands on what comes back to it"
    if not summed:
        yield make_line(target, term, pattern, True)
    numbers = written_out(put_in(term, at))
    if is_whole(numbers):
        result = shown(float(writing.contribution[place]))
        left = None if summed else put_in(target, at)
        filled = with_numbers(numbers, writing.arrays)
        yield from line_with_numbers(left, filled, result)
    if summed:
        yield make_line(target, term, pattern, True)
    if writing.line_of_code():
        yield writing.all_at_once()


_EACH = "the operation works on each entry by itself"


def _slope(writing: Writing) -> ast.expr:
    graph, argument = writing.backprop.graph, writing.step.edge.argument
    return slope_at(graph, writing.node, writing.node.op.slopes[argument])


def _left(node: Node, letters: str) -> ast.expr:
    name = node.name if node.name.isidentifier() else word(node.op.name)
    return entry_at(name, [ast.Name(letter) for letter in letters])


def _entry(writing: Writing, node: Node, shape: tuple[int, ...]) -> ast.expr:
    """An argument's entry that goes into the result's entry at i, j, …: of one number itself."""
    if not node.is_array:
        if node.is_constant:
            return constant(node.value)
        name = writing.name(node)
        return ast.Name(name)
    letters = _LETTERS[: len(shape)][len(shape) - len(node.shape) :]
    whole = shape[len(shape) - len(node.shape) :]
    parts: list[ast.expr] = [
        ast.Name(letter) if size == most else constant(0)
        for letter, size, most in zip(letters, node.shape, whole, strict=True)
    ]
    return entry_at(writing.name(node), parts)


def _renamed(entry: ast.expr, name: str) -> ast.expr:
    if isinstance(entry, ast.Subscript):
        return ast.Subscript(ast.Name(name), entry.slice)
    return ast.Name(name)


def _places(entry: ast.expr, place: tuple[int, ...]) -> dict[str, ast.expr]:
    """The numbers of the letters of an entry at a place."""
    if not isinstance(entry, ast.Subscript):
        return {}
    index = entry.slice
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    pairs = zip(parts, place, strict=True)
    return {part.id: constant(at) for part, at in pairs if isinstance(part, ast.Name)}
