"""The vjp of an op on whole arrays, typeset: `dweights = inputsᵀ · dz`."""

from __future__ import annotations

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.rules.rule import Rule, rule
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown_constant
from graphviz_backprop.storyboard import GradientNames, label
from graphviz_backprop.storyboard.captions.layer_captions import is_exact
from graphviz_backprop.storyboard.texts.parentheses import fitted
from graphviz_backprop.typesetting import MATH, drawable, string

_KEYS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 24
_AS_IT_IS = "{g}"  # the gradients only go to other places
_PLAIN = (
    ("^top", "^T"),
    (" dot ", " · "),
    ('"', ""),
    ("<=", "≤"),
    ("partial ", "∂"),
    ("->", "→"),
    ("hat(y)", "ŷ"),
)


def rule_of_step(graph: Graph, step: Step, names: GradientNames) -> Rule:
    """The local derivative, or the chain rule where a step has none."""
    has_formula = step.local is not None and not graph.nodes[step.edge.consumer].is_plain_box
    return rule(graph, step) if has_formula else array_rule(graph, step, names)


def array_rule(graph: Graph, step: Step, names: GradientNames) -> Rule:
    """The rule of a step, in the code's names."""
    consumer = graph.nodes[step.edge.consumer]
    name, _ = names.of_step(step)
    upstream = _text(names.of_node(consumer))
    op = consumer.op
    rules = op.gradients_at(consumer.options) if op.gradients_at else op.gradients
    rule = rules[min(step.edge.argument, len(rules) - 1)] if rules else ""
    is_known = op.vjps and is_exact(graph, step)
    if not is_known or not rule:
        to, of = (_argument(graph, one) for one in (step.edge.producer, consumer.index))
        source = f"{_text(name)} = (partial {of}) / (partial {to}) dot {upstream}"
    elif rule == _AS_IT_IS:
        source = f"{upstream} -> {_text(name)}"
    else:
        named = {
            key: _argument(graph, index, f"({{{key}}})" in rule)
            for key, index in zip(_KEYS, consumer.inputs, strict=False)
        }
        named |= {"g": upstream, "over_n": _over_n(graph, consumer)}  # no seventh argument is g
        is_summed = graph.nodes[step.edge.producer].shape != consumer.shape  # over the batch
        named["sum_g"] = f"sum {upstream}" if is_summed else upstream
        named |= {"y": _argument(graph, consumer.index), "n": _count(consumer)}
        right = rule.format(**named)
        source = f"{_text(name)} = {right}"
    plain = source
    for sign, text in _PLAIN:
        plain = plain.replace(sign, text)
    return Rule(source, plain)


def _over_n(graph: Graph, node: Node) -> str:
    shape = graph.nodes[node.inputs[0]].shape
    return "1/n" if len(shape) > 1 and node.options.get("reduce", "mean") == "mean" else ""


def _count(node: Node) -> str:
    """How many numbers were reduced to one, less the degrees of freedom that were taken off."""
    taken_off = node.options.get("ddof", 0)
    return f"n - {shown_constant(taken_off)}" if taken_off else "n"


def _argument(graph: Graph, index: int, stands_alone: bool = False) -> str:
    node = graph.nodes[index]
    text = label(graph, node)
    if len(text) > _LONGEST:
        return _text(node.op.noun)
    return _text(text if stands_alone else fitted(text, after=".T"))


def _text(name: str) -> str:
    """A name as upright text in typst math; a single letter too."""
    return string(drawable(name, MATH))
