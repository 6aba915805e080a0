"""Names of values and gradients that Python can read: `z1`, `dz1`, `np.sum(e, axis=1)`."""

from __future__ import annotations

import ast
import re
from collections import Counter

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown_constant
from graphviz_backprop.storyboard.texts.gradients import GradientNames, gradient_name
from graphviz_backprop.storyboard.texts.value_texts import code

_VERSION = re.compile(r"#(\d+)")
_SHORT = 8  # characters of a number that is written with all its digits
_LONGEST = 60  # characters of an expression
_MOST = 6  # numbers of an array that are written out
_FORMS = {"relu": "np.maximum({a}, 0)", "max": "np.maximum({all})", "min": "np.minimum({all})"}
_NOT_CALLED = frozenset(
    "softmax cross_entropy softmax_cross_entropy binary_cross_entropy where clip put".split()
)


class CodeNames:
    """Says values and gradients as a reader would type them.

    Args:
        names: of the gradients, the reader's own where the code has them.
    """

    def __init__(self, names: GradientNames) -> None:
        self._names = names

    @property
    def graph(self) -> Graph:
        """The forward pass."""
        return self._names.graph

    def value(self, node: Node) -> str:
        """A value by its name, as a number, or by the code that makes it; empty for too much."""
        version = self.graph.versions[node.index]
        if version:
            return readable(version)
        if not node.is_operator:
            return self._constant(node)
        parts = [self.value(self.graph.nodes[index]) for index in node.inputs]
        is_known = node.op.name not in _NOT_CALLED and not node.is_box and all(parts)
        text = _expression(self.graph, node, parts) if is_known else ""
        return text if len(text) <= _LONGEST and is_python(text) else ""

    def gradient(self, node: Node) -> str:
        """The name of a value's gradient; of one without a name by its operation: `dlog`."""
        if not self._names.in_code:
            self._names.in_code.update(self._gradients())
        return self._names.in_code[self._names.holder(node).index]

    def _gradients(self) -> dict[int, str]:
        """For each node a name of its own."""
        taken: Counter[str] = Counter()
        found: dict[int, str] = {}
        own = [node for node in self.graph.nodes if self._names.holder(node) is node]
        nodes = sorted(own, key=lambda node: not self.graph.versions[node.index])
        for node in nodes:
            name = self._own(node)
            taken[name] += 1
            found[node.index] = name if taken[name] == 1 else f"{name}_{taken[name]}"
        return found

    def _own(self, node: Node) -> str:
        version = self.graph.versions[node.index]
        said = readable(self._names.of_node(node))
        if _is_target(said):
            return said
        if version:
            said_of_arrays = readable(self._names.name(node))
            is_code = _is_target(said_of_arrays)
            name = said_of_arrays if is_code else readable(gradient_name(version))
            is_free = _is_target(name) and not self._names.is_in_code(name)
            return name if is_free else _word(said)
        return _word(said)

    def _constant(self, node: Node) -> str:
        if not node.is_array:
            exact = repr(float(node.value))
            return exact if len(exact) <= _SHORT else shown_constant(node.value)
        if node.value.size > _MOST:
            return ""
        return f"np.array({node.value.tolist()})"


def _expression(graph: Graph, node: Node, parts: list[str]) -> str:
    form = _FORMS.get(node.op.name) if node.is_array else None
    if form is not None:
        letters = dict(zip("ab", parts, strict=False))
        return form.format(all=", ".join(parts), **letters) if len(parts) <= len("ab") else ""
    text = code(graph, node, parts)
    if node.options.get("keepdims") and text.endswith(")"):
        text = f"{text[:-1]}, keepdims=True)"
    return text


def _word(text: str) -> str:
    """A text as one name: `dy_dw` of `dy/dw`."""
    return re.sub(r"\W+", "_", text).strip("_")


def _is_target(text: str) -> bool:
    """True if something can be assigned to it: a name, an attribute, an entry."""
    if not is_python(text):
        return False
    return isinstance(ast.parse(text, mode="eval").body, ast.Name | ast.Attribute | ast.Subscript)


def readable(name: str) -> str:
    """A name without what Python has no sign for: the second `h`, `h#2`, is `h_2`."""
    return _VERSION.sub(r"_\1", name)


def is_python(text: str) -> bool:
    """True if a text is an expression of Python."""
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        return False
    return "…" not in text
