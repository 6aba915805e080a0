"""What passes along one edge, in a sentence: `x[0] gets w[0] × upstream = −3.0 × 1.0 = −3.0`."""

from __future__ import annotations

import re
from dataclasses import replace

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.expressions import code, has_signs_alone
from graphviz_backprop.graph import ARGUMENTS, Graph, Node, slope_at
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.captions.array_captions import (
    is_over_arrays,
    is_uniform,
    product_in_numbers,
    product_in_words,
    sum_in_numbers,
)
from graphviz_backprop.storyboard.captions.layer_captions import inside
from graphviz_backprop.storyboard.texts.gradients import GradientNames
from graphviz_backprop.storyboard.texts.labels import label, meant, noun_and_name, squeezed
from graphviz_backprop.storyboard.texts.parentheses import filled, fitted
from graphviz_backprop.storyboard.texts.words import Condition, Either, words
from graphviz_backprop.values import is_array, is_zero, shape_of

_NUMBER = re.compile(r"-?\d+")
_MOST_WRITTEN = 60
_MOST_EXPLAINED = 100


def what_passes(backprop: Backprop, step: Step, names: GradientNames, with_sum: bool = True) -> str:
    """The sentence for a step between numbers.

    Args:
        backprop: the backward pass.
        step: of it.
        names: of the gradients.
        with_sum: also say what the value has in all, where it is used more than once.
    """
    graph = backprop.graph
    consumer, producer = graph.nodes[step.edge.consumer], graph.nodes[step.edge.producer]
    product = product_in_numbers(step, "×")
    name = label(graph, producer)
    passing = replace(step, local=1.0) if consumer.op.gate else step
    said = words(f"{name} gets {factor(graph, passing)} × upstream = ", product)
    if consumer.op.gate:
        shut = words(f"The {noun_and_name(consumer)} lets nothing through: {name} gets ", product)
        said = words(Either(Condition("blocks", (step.index,), step.blocks), shut, said))
    if consumer.is_plain_box:
        said = words(said, f", {inside(consumer)}")
    which, of = names.share(step)
    if not with_sum or of == 1:
        return said
    if step.accumulates:
        when = "so far" if which < of else "in all"
        return words(said, ", and has ", sum_in_numbers(step), f" {when}")
    return words(said, f", the first of {of} contributions")


def sentence_of_step(
    backprop: Backprop, step: Step, names: GradientNames, with_sum: bool = True
) -> str:
    """The sentence for a step between numbers or arrays, as `what_passes`."""
    if is_over_arrays(backprop.graph, step):
        return what_arrays_pass(backprop, step, names, with_sum)
    return what_passes(backprop, step, names, with_sum)


def factor(graph: Graph, step: Step) -> str:
    """The local derivative in words: another operand, the result, a number, or a slope."""
    consumer = graph.nodes[step.edge.consumer]
    if consumer.is_plain_box:
        return f"the derivative of the {noun_and_name(consumer)}"
    source = source_of_local(graph, step)
    if source is not None:
        return fitted(meant(graph, graph.nodes[source]), after=" * _")
    slope = _slope(consumer, step)
    if _NUMBER.fullmatch(slope):
        return slope
    written = _in_code(graph, consumer, step)
    if 0 < len(written) <= _MOST_WRITTEN:
        return f"({written})" if " " in squeezed(written) else written
    word = "slope" if consumer.op.curve else "derivative"  # a slope is one that is seen
    return f"the {word} of the {noun_and_name(consumer)}"


def what_arrays_pass(
    backprop: Backprop, step: Step, names: GradientNames, with_sum: bool = True
) -> str:
    """The sentence for a step over arrays: `weights gets inputs.T · dz`.

    Args:
        backprop: the backward pass.
        step: of it.
        names: of the gradients.
        with_sum: also say what the value has in all, where it is used more than once.
    """
    name = label(backprop.graph, backprop.graph.nodes[step.edge.producer])
    consumer = backprop.graph.nodes[step.edge.consumer]
    said = f"{name} gets {_share(backprop, step, names)}"
    if step.blocks:
        said = f"The {noun_and_name(consumer)} lets nothing through: {said}"
    which, of = names.share(step)
    if not with_sum or of == 1:
        return said
    if step.accumulates:
        return f"{said}, contribution {which} of {of}"
    return f"{said}, the first of {of} contributions"


def _share(backprop: Backprop, step: Step, names: GradientNames) -> str:
    """What an array gets from the gradient of what is made of it."""
    graph = backprop.graph
    consumer = graph.nodes[step.edge.consumer]
    upstream = names.of_node(consumer)
    from_output = consumer.index == graph.output and "/" in upstream
    if from_output:  # the output's own gradient, dloss/dloss, is no news
        upstream = "the upstream gradient"
    if product := product_in_words(backprop, step, names):
        return product
    through = f"{upstream} through the {noun_and_name(consumer)}"
    if consumer.is_plain_box:
        return f"{through}, {inside(consumer)}"
    if step.local is None:
        said = consumer.op.explanations
        explained = said[min(step.edge.argument, len(said) - 1)] if said else ""
        is_short = 0 < len(upstream) + len(explained) < _MOST_EXPLAINED
        if explained and is_short:
            return f"{upstream}: {explained}"
        of = f"the gradient through the {noun_and_name(consumer)}" if from_output else through
        return f"its part of {of}"
    summed = _summed(shape_of(step.upstream), shape_of(step.contribution))
    # Entries that happen to be alike, as a scale of ones, are still the other operand.
    source = source_of_local(graph, step)
    is_operand = source is not None and graph.nodes[source].is_array
    slope = _slope(consumer, step)
    is_number = not slope or _NUMBER.fullmatch(slope) is not None  # whatever its operands are
    if is_array(step.local) and is_uniform(step.local) and is_number and not is_operand:
        local = float(step.local.flat[0])
        if local == 1:
            return f"the sum of {upstream}{summed}" if summed else f"{upstream} as it is"
        product = f"{slope or shown(local)} × {upstream}"
    else:
        others = (graph.nodes[k] for k in consumer.inputs if k != step.edge.producer)
        is_one = is_array(step.local) and is_uniform(step.local)
        is_one &= not any(one.is_array for one in others)
        product = f"{factor(graph, step)} × {upstream}{'' if is_one else ', entry by entry'}"
    return f"{product}{',' * bool(summed)}{' summed' * bool(summed)}{summed}"


def _summed(upstream: tuple[int, ...], own: tuple[int, ...]) -> str:
    """Along which axes a gradient is added up, for the value was used for each entry there."""
    if upstream == own:
        return ""
    if not own:
        return " over all entries"
    padded = (0,) * (len(upstream) - len(own)) + own
    axes = [str(axis) for axis, size in enumerate(upstream) if padded[axis] != size]
    return f" along ax{'e' if len(axes) > 1 else 'i'}s {' and '.join(axes)}"


def source_of_local(graph: Graph, step: Step) -> int | None:
    """The value that is the local derivative itself: another operand, or the result (of exp)."""
    consumer = graph.nodes[step.edge.consumer]
    slope = _slope(consumer, step)
    if len(slope) == 1 and slope.isalpha() and not consumer.op.variadic:
        return consumer.inputs[ord(slope) - ord("a")]
    return consumer.index if slope and slope == consumer.op.rule else None


def _slope(consumer: Node, step: Step) -> str:
    """The local derivative's rule, as the op has it; empty where there is none or two."""
    slopes = consumer.op.slopes
    if not slopes:
        return ""
    if consumer.op.variadic:
        passes, blocks = slopes
        is_mixed = is_array(step.local) and not is_zero(step.local) and not step.local.all()
        return blocks if is_zero(step.local) else "" if is_mixed else passes
    return slopes[step.edge.argument]


def _in_code(graph: Graph, consumer: Node, step: Step) -> str:
    """The rule with the reader's names, `1 / b`, where it has nothing but signs: else empty."""
    op = consumer.op
    if op.variadic or not op.slopes:
        return ""
    rule = slope_at(graph, consumer, op.slopes[step.edge.argument])
    if not has_signs_alone(rule):
        return ""
    form = code(rule, {"pi": "π", **{name: f"{{{name}}}" for name in ARGUMENTS}})
    return filled(form, [meant(graph, graph.nodes[index]) for index in consumer.inputs])
