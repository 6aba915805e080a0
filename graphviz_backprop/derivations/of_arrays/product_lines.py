"""A factor of a matrix product: one entry's sum, the same for all, the product at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graphviz_backprop.derivations.of_arrays.entries import (
    entry_at,
    entry_of,
    is_whole,
    with_numbers,
    written_out,
)
from graphviz_backprop.derivations.of_arrays.index_rules import forward_of_product, of_product
from graphviz_backprop.derivations.of_arrays.line import (
    Line,
    filled,
    left_side,
    line_with_numbers,
    make_line,
    named,
)
from graphviz_backprop.derivations.of_arrays.writing import Writing
from graphviz_backprop.derivations.spelled import latex_name
from graphviz_backprop.expressions import code, constant
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard import label, shape_text
from graphviz_backprop.storyboard.captions.array_captions import is_product, steepest_entry


def product_lines(writing: Writing) -> Iterator[Line]:
    """The lines; none where the step is into no factor of a product of vectors and matrices."""
    step, node = writing.step, writing.node
    if not is_product(writing.backprop.graph, step) or not node.is_array:
        return
    argument, (left, right) = step.edge.argument, writing.inputs[:2]
    ranks = len(left.shape), len(right.shape)
    terms = ("ij" if ranks[0] == 2 else "j"), ("jk" if ranks[1] == 2 else "j")
    out = "".join(letter for letter in "ik" if letter in terms[0] + terms[1])
    sizes = dict(zip(terms[0] + terms[1], left.shape + right.shape, strict=True))
    names = {"p": writing.name(left), "q": writing.name(right)}
    own = label(writing.backprop.graph, node)
    names["r"] = own if len(writing.inputs) == 2 and own.isidentifier() else "product"
    names |= {"o": names["qp"[argument]], "d": writing.target}
    names["g"] = writing.keep(writing.upstream, step.upstream)
    parts = named(names)
    forward = forward_of_product(terms, out, sizes)
    is_dense = len(writing.inputs) > 2
    yield make_line(
        left_side(forward.left, parts),
        filled(forward.right, parts),
        f"{forward.reason}; the bias, which is added to it, changes nothing of this"
        if is_dense
        else forward.reason,
        runs=True,
    )
    place = steepest_entry(writing.contribution)
    at = dict(zip(terms[argument], map(constant, place), strict=True))
    rule = of_product(terms, out, argument, sizes)
    one = written_out(filled(rule.right, {**parts, **at}))
    free = "".join(letter for letter in out if letter not in terms[argument])
    times = f"{sizes[free]} times, once for each {free}, " if free else ""
    entry = code(entry_of(names["pq"[argument]], place), {})
    reached = code(entry_at(names["r"], [at.get(letter, ast.Name(letter)) for letter in out]), {})
    yield make_line(
        left_side(rule.left, {**parts, **at}),
        one,
        f"{entry} is used {times}in {reached}; what comes back to these, times the other factor",
        runs=is_whole(one),
    )
    if is_whole(one):
        result = shown(float(writing.contribution[place]))
        yield from line_with_numbers(None, with_numbers(one, writing.arrays), result)
    yield make_line(left_side(rule.left, parts), filled(rule.right, parts), rule.reason, runs=True)
    yield _at_once(writing, ranks, names)


def _at_once(writing: Writing, ranks: tuple[int, int], names: dict[str, str]) -> Line:
    argument = writing.step.edge.argument
    other, gradient = latex_name(names["o"]), latex_name(names["g"])
    if len(writing.own.shape) == 2 and ranks[1 - argument] == 1:
        pair = (other, _turned(gradient)) if argument else (gradient, _turned(other))  # outer
    else:
        turned = _turned(other) if ranks[1 - argument] == 2 else other
        pair = (turned, gradient) if argument else (gradient, turned)
    shape = shape_text(writing.own.shape)
    return Line(
        writing.target,
        writing.line_of_code(),
        f"a row times a column in each place: one product, of shape {shape}",
        rf"{latex_name(writing.target)} &= {pair[0]} \, {pair[1]}",
        True,
    )


def _turned(text: str) -> str:
    return rf"{{{text}}}^{{\top}}"
