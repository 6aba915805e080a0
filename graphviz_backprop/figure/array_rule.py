"""What the vjp of an op on whole arrays computes, typeset: `dweights = inputsᵀ · dz`."""

from __future__ import annotations

import re

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.rule import Rule
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.storyboard import GradientNames, label
from graphviz_backprop.typesetting import MATH, drawable, string

_KEYS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 24
_QUOTED = re.compile(r'"([^"]*)"')
_PLAIN = (("^top", "^T"), (" dot ", " · "), ('"', ""), ("<=", "≤"))


def array_rule(graph: Graph, step: Step, names: GradientNames) -> Rule:
    """The rule of a step, in the code's names."""
    consumer = graph.nodes[step.edge.consumer]
    name, _ = names.of_step(step)
    upstream = _text(names.of_node(consumer))
    rules = consumer.op.gradients
    if rules:
        rule = rules[min(step.edge.argument, len(rules) - 1)]
        named = dict(
            zip(_KEYS, (_argument(graph, index) for index in consumer.inputs), strict=False)
        )
        right = rule.format(**{**named, "g": upstream})  # the seventh argument is no {g}
    else:
        to, of = (_text(_name(graph, one)) for one in (step.edge.producer, consumer.index))
        right = f"(partial {of}) / (partial {to}) dot {upstream}"
    source = f"{_text(name)} = {right}"
    plain = source.replace("partial ", "∂")
    for sign, text in _PLAIN:
        plain = plain.replace(sign, text)
    return Rule(source, plain)


def _argument(graph: Graph, index: int) -> str:
    return _text(_name(graph, index))


def _name(graph: Graph, index: int) -> str:
    node: Node = graph.nodes[index]
    text = label(graph, node)
    return text if len(text) <= _LONGEST else node.op.noun


def _text(name: str) -> str:
    """A name as upright text in typst math; a single letter too."""
    return string(drawable(name, MATH))
