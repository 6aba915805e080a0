"""Files that hold a backward pass alone: all their results are gradients.

`dinputs = np.dot(dvalues, weights.T)` without a forward pass is the chain rule of a layer. Nothing
is differentiated then: a gradient of a gradient is nobody's question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphviz_backprop.forward_passes.passes.forward_pass import Passes
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.graph.gradient_names import (
    base,
    derivative,
    is_gradient,
    is_of_function,
    of_object,
)
from graphviz_backprop.graph.upstream_names import is_upstream
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session

# What only a gradient is named after, also where the code does not have the value itself.
_TARGETS = re.compile(
    r"(?:inputs?|weights?|bias(?:es)?|hidden|scores?|logits?|activations?|relu|softmax|sigmoid|tanh"
    r"|loss|outputs?|out|layer\w*|embeddings?|kernels?|filters?)\d*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[xwbzah]\d*", re.IGNORECASE)
_JACOBIAN = re.compile(r"jacobian\w*|\w+_jacobian|jac", re.IGNORECASE)
_BACKWARD = re.compile(r"(^|_)(backward|backprop)(_|$)")


@quick_dataclass(frozen=True, slots=True)
class BackwardAlone:
    """A backward pass without its forward pass.

    Attributes:
        ends: the gradients that no other is computed from, in the order of the code.
        known: the squeezed names of the code's values.
    """

    ends: tuple[Binding, ...]
    known: frozenset[str]

    def gradient_nodes(self, graph: Graph) -> frozenset[int]:
        """Return the nodes of the graph whose values are gradients.

        They are called so, or are computed from one that is.
        """
        gradients: set[int] = set()
        for node in graph.nodes:
            is_called_so = bool(node.name) and is_gradient_here(node.name, self.known)
            is_after = not gradients.isdisjoint(node.inputs)
            if not node.is_constant and (is_called_so or is_after):
                gradients.add(node.index)
        gradients.add(graph.output)
        for node in reversed(graph.nodes):
            if node.index in gradients:
                gradients.update(_averaged(graph, node))
        return frozenset(gradients)


def _averaged(graph: Graph, node: Node) -> Iterator[int]:
    """Yield what a gradient is the mean of: `probs - y` of `(probs - y) / n`."""
    if node.op.name == "div":
        averaged, count = (graph.nodes[index] for index in node.inputs)
        if count.is_constant and averaged.is_operator and not averaged.name:
            yield averaged.index


def find_backward_alone(
    session: Session, passes: Passes, of: str | None = None
) -> BackwardAlone | None:
    """Return the backward pass of a file that has no forward pass; None of any other file.

    Args:
        session: what the run left behind.
        passes: what was found in it.
        of: the name of the one gradient that is asked for; None for all.
    """
    known = frozenset(passes.roles.known)
    results = [binding for one in passes.every for binding in one.results]
    results += [  # `d_bias = d_output.copy()` is a gradient too
        binding
        for binding in session.bindings
        if passes.roles.is_kept_input(binding.record) and is_gradient_here(binding.name, known)
    ]
    ends = _ends(results, known)
    if not ends or not all(is_gradient_here(end.name, known) for end in ends):
        return None
    for complete in passes.complete():
        names = [end.name for end in complete.ends]
        if not all(is_gradient_here(name, known) or _is_jacobian(name) for name in names):
            return None
    if not any(_is_evident(end) or _is_handed_on(end, known) for end in ends):
        return None
    if of is not None:
        ends = [binding for binding in results if binding.name == of][-1:]
    return BackwardAlone(tuple(ends), known) if ends else None


def is_gradient_here(name: str, known: frozenset[str]) -> bool:
    """Return whether a name is that of a gradient in a file without a forward pass."""
    if is_upstream(name) or is_gradient(name, known) or is_of_function(name, known):
        return True
    parts = derivative(base(name))
    target = parts[1] if parts else ""
    return bool(_TARGETS.fullmatch(target) or _LETTERS.fullmatch(target))


def _is_evident(end: Binding) -> bool:
    """Return whether it can be nothing but a gradient: `dx` alone may be a distance."""
    code = end.record.code
    if code is not None and _BACKWARD.search(code.co_name):
        return True
    parts = derivative(base(end.name))
    if parts and _TARGETS.fullmatch(parts[1]):
        return True
    return any(
        is_upstream(record.name) or is_of_function(record.name)
        for record in ancestors([end.record])
        if record.name
    )


def _is_handed_on(end: Binding, known: frozenset[str]) -> bool:
    """True if it is a gradient of a value that stands there, from a gradient that is only given.

    So is `dW = np.dot(A.T, dZ)` where `W` is known and `dZ` is an array.
    """
    parts = derivative(base(end.name))
    if parts is None or parts[1] not in known:
        return False
    return any(
        record.is_leaf and _is_gradient_of_many(record, known) for record in ancestors([end.record])
    )


def _is_gradient_of_many(record: Record, known: frozenset[str]) -> bool:
    """True if it is an array or in a list: `dx = 0.1` alone is a step."""
    is_many = bool(getattr(record.value, "ndim", 0)) or "[" in record.name
    return is_many and is_gradient_here(record.name, known)


def _is_jacobian(name: str) -> bool:
    return bool(_JACOBIAN.fullmatch(base(of_object(name)[1])))


def _ends(results: list[Binding], known: frozenset[str]) -> list[Binding]:
    """Return the results from which no other one is computed, each once.

    Of several names of one result that of a gradient counts: `kept = layer.dinputs`.
    """
    used: set[Record] = set()
    for binding in results:
        used.update(binding.record.inputs)
    used = set(ancestors(used))
    by_record: dict[Record, Binding] = {}
    for binding in results:
        first = by_record.get(binding.record)
        is_told = first is not None and is_gradient_here(first.name, known)
        if binding.record not in used and not is_told:
            by_record[binding.record] = binding
    return sorted(by_record.values(), key=lambda binding: binding.record.serial)
