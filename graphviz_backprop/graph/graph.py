"""The captured computation as data: a list of nodes in the order of the code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from functools import cached_property
from itertools import starmap
from typing import Any

from graphviz_backprop.graph.code_text import CodeText
from graphviz_backprop.graph.guard import Guard
from graphviz_backprop.graph.handwritten import Handwritten
from graphviz_backprop.graph.judged import Judged
from graphviz_backprop.graph.place import Place
from graphviz_backprop.graph.scope import Scope
from graphviz_backprop.ops import CONSTANT, LEAF, Op, Options
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value, is_array, shape_of


@quick_dataclass(frozen=True, slots=True)
class Node:
    """One value: a leaf, a constant, or the result of an op.

    Attributes:
        index: the position in `Graph.nodes`.
        op: the operation, `LEAF` or `CONSTANT`.
        inputs: the indices of the arguments, in the order of the call.
        value: the number that the code computed, with its own type (int or float), or its array,
            of any dtype, which nobody can write to.
        name: what the code calls it, `"x[0]"`; empty for a value without a name.
        place: where the code computes it.
        scope: the function that computes it, `"<module>"` outside one.
        parts: the calls and loops that it is computed in, from the outermost to the innermost.
        options: what the op was told beside its arguments: `{"axis": 0, "keepdims": True}`.
        inner: what is inside a box: a graph whose leaves stand for the inputs, in their order.
        title: what a box is called.
    """

    index: int
    op: Op
    inputs: tuple[int, ...]
    value: Value
    name: str = ""
    place: Place | None = None
    scope: str = ""
    parts: tuple[Scope, ...] = ()
    options: Options = field(default_factory=dict)
    inner: Graph | None = None
    title: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of an array; `()` for a number."""
        return shape_of(self.value)

    @property
    def is_array(self) -> bool:
        """True if the value is an array, drawn as a grid."""
        return is_array(self.value)

    @property
    def is_leaf(self) -> bool:
        """An input: it has a gradient and nothing comes before it."""
        return self.op is LEAF

    @property
    def is_constant(self) -> bool:
        """A number in the code: it has no gradient."""
        return self.op is CONSTANT

    @property
    def is_operator(self) -> bool:
        """The result of an operation."""
        return self.op is not LEAF and self.op is not CONSTANT

    @property
    def is_written_into(self) -> bool:
        """True if it is an array after the code has written into a part of it: `dz[0] = 1.0`."""
        return self.op.name == "put"

    @property
    def is_box(self) -> bool:
        """True if it is drawn as a box with a title; a function with a curve stays a ring."""
        return self.inner is not None and self.op.curve is None

    @property
    def is_plain_box(self) -> bool:
        """True if its derivatives are those of the graph inside it, for no formula is known."""
        return self.inner is not None and not self.op.vjps


@quick_dataclass(frozen=True, slots=True)
class Edge:
    """A value going into an op as its argument number `argument` (from 0)."""

    producer: int
    consumer: int
    argument: int


@quick_dataclass(frozen=True, eq=False)
class Graph:
    """Nodes in topological order (the order of the code), so backward is the list reversed.

    Two graphs are never equal, so that one can be a key of what is known of it.

    Attributes:
        nodes: every node; the inputs of a node stand before it.
        output: the index of the node that is differentiated.
        variables: each input variable by name, in the shape of the variable: nested lists, tuples
            and dicts with node indices at their ends (None where something is no number, `UNUSED`
            where nothing uses a number).
        given: names of the variables that were handed over as inputs: they are drawn in any case.
        updated: names of the variables that the code updates, its parameters.
        handwritten: the gradients that the code computes itself.
        seed: the gradient of the output that the code gives (`dvalue`), where it gives one.
        source: the name of the function or file, for titles.
        pass_number: which pass of the file this is; None for the first that is complete.
        level: which view of the program this is: "element", "array" or "layer".
        guards: the comparisons of its numbers that steered the code, in order.
        code: the reader's code, as far as it is at hand.
        gradient_nodes: in the graph of a backward pass alone the nodes whose values are gradients.
        numbers: the variables in the shape that the reader's have, with an `Element` at each end
            that stands in an array, where lists of numbers are drawn as arrays; else empty.
        judged: what the check says of the gradients that the code computes itself; empty where it
            was not asked.
    """

    nodes: tuple[Node, ...]
    output: int
    variables: dict[str, Any]
    given: frozenset[str] = frozenset()
    updated: frozenset[str] = frozenset()
    handwritten: tuple[Handwritten, ...] = ()
    seed: Handwritten | None = None
    source: str = "graph"
    pass_number: int | None = None
    level: str = "element"
    guards: tuple[Guard, ...] = ()
    code: tuple[CodeText, ...] = ()
    gradient_nodes: frozenset[int] = frozenset()
    numbers: dict[str, Any] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()

    @property
    def is_backward(self) -> bool:
        """True if the code has a backward pass alone: nothing is differentiated, it is drawn."""
        return bool(self.gradient_nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def operators(self) -> Iterator[Node]:
        """The results of operations, in the order of the code."""
        return (node for node in self.nodes if node.op is not LEAF and node.op is not CONSTANT)

    def args(self, node: Node) -> tuple[Value, ...]:
        """The values that went into a node."""
        return tuple([self.nodes[index].value for index in node.inputs])

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge, in the order of the code and of the arguments."""
        ends = ((at, n.index, argument) for n in self.nodes for argument, at in enumerate(n.inputs))
        return tuple(starmap(Edge, ends))

    def edges_into(self, index: int) -> Iterator[Edge]:
        """The edges that end at a node, in the order of the arguments."""
        for argument, producer in enumerate(self.nodes[index].inputs):
            yield Edge(producer, index, argument)

    @cached_property
    def consumers(self) -> tuple[tuple[Edge, ...], ...]:
        """For each node the edges that leave it."""
        leaving: list[list[Edge]] = [[] for _ in self.nodes]
        for edge in self.edges:
            leaving[edge.producer].append(edge)
        return tuple(map(tuple, leaving))

    @property
    def shares_values(self) -> bool:
        """True if a value that is no constant is used more than once."""
        pairs = zip(self.nodes, self.consumers, strict=True)
        return any(len(edges) > 1 and not node.is_constant for node, edges in pairs)

    @cached_property
    def versions(self) -> tuple[str, ...]:
        """The name of each node, the same everywhere: in figures, captions, JSON and `gradients`.

        Inputs have the names of their variables, of which the second `x` is `x#2`; what is computed
        and called by a taken name has the next number.
        """
        names = [""] * len(self.nodes)
        for variable, structure in self.variables.items():
            for index in ends_of(structure):
                own, name = variable, self.nodes[index].name
                if not name.startswith(own):
                    own = unnumbered(own)
                names[index] = variable + name[len(own) :] if name.startswith(own) else ""
        taken = Counter(name for name in names if name)
        output = self.nodes[self.output]
        others = {node.scope for node in self.nodes[: self.output] if node.name == output.name}
        if output.name not in taken and output.name and output.scope not in others:
            # A helper's own `z` is not what the reader calls z.
            names[self.output] = _free(output.name, taken)
        for node in self.nodes:
            if node.name and not names[node.index]:
                names[node.index] = _free(node.name, taken)
        return tuple(names)

    def with_numbered_inputs(self) -> Graph:
        """The same with `x#2` as the own name of an input that is the second `x`."""
        names = self.versions
        nodes = list(self.nodes)
        for node, name in zip(self.nodes, names, strict=True):
            if node.op is LEAF and node.name not in ("", name):
                nodes[node.index] = replace(node, name=name)
        return replace(self, nodes=tuple(nodes))

    @cached_property
    def depth(self) -> int:
        """The number of operations on the longest path."""
        longest = [0] * len(self)
        for node in self.operators():
            longest[node.index] = 1 + max((longest[index] for index in node.inputs), default=0)
        return max(longest, default=0)

    @cached_property
    def used(self) -> frozenset[int]:
        """The nodes that the output depends on, itself among them."""
        found = {self.output}
        if self.is_backward:  # it has as many results as the layer has inputs
            found |= {node.index for node in self.operators()}
        for node in reversed(self.nodes):
            if node.index in found:
                found.update(node.inputs)
        return frozenset(found)


@quick_dataclass(frozen=True, slots=True)
class Element:
    """One number of an array, as an end of a variable: its node, and its flat position there."""

    node: int
    position: int


# The place of a number of an input that nothing uses and that has no node: its gradient is 0.
UNUSED = -1


class ArrayEntries(list[Any]):
    """The entries of an array in a variable's nested structure, which is a list of lists too."""


def map_structure(structure: Any, ends: Callable[[Any], Any]) -> Any:
    """A variable's nested structure with `ends(end)` in the place of each end that is not None."""
    if isinstance(structure, dict):
        return {key: map_structure(part, ends) for key, part in structure.items()}
    if isinstance(structure, list | tuple):
        return type(structure)(map_structure(part, ends) for part in structure)
    return None if structure is None else ends(structure)


def ends_of(structure: Any) -> Iterator[Any]:
    """The ends of a variable's nested structure that are drawn: neither None nor `UNUSED`."""
    if isinstance(structure, dict):
        structure = tuple(structure.values())
    if isinstance(structure, list | tuple):
        for part in structure:
            yield from ends_of(part)
    elif structure is not None and structure != UNUSED:
        yield structure


def unnumbered(variable: str) -> str:
    """The name of a variable as the code has it: `x` of the second one, `x#2`."""
    name, _, number = variable.rpartition("#")
    return name if name and number.isdigit() else variable


def _free(name: str, taken: Counter[str]) -> str:
    """The name, or the first of `name#2`, `name#3`, … that no node has; it is taken then."""
    version = name
    while version in taken:
        taken[name] += 1  # the number of the next one
        version = f"{name}#{taken[name]}"
    taken[version] += 1
    return version
