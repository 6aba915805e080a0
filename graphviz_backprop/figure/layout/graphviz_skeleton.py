"""The question put to Graphviz: columns and order of fixed-size boxes, without any text."""

from __future__ import annotations

from graphviz_backprop.figure.layout.graphviz_engine import lay_out_plain
from graphviz_backprop.graph import Graph

SHALLOW = 4
_HEAVY = 10


def place_columns(graph: Graph) -> tuple[list[int], list[float]]:
    """The column of each node, from 0 at the left, and its height as Graphviz sees it.

    Raises:
        BackpropError: Graphviz can't lay the graph out.
    """
    plain = lay_out_plain(skeleton(graph))
    xs, ys = [0.0] * len(graph), [0.0] * len(graph)
    for line in plain.splitlines():
        word, *rest = line.split(maxsplit=4)
        if word == "node":
            index = int(rest[0].removeprefix("n"))
            xs[index], ys[index] = float(rest[1]), float(rest[2])
    columns = {x: column for column, x in enumerate(sorted(set(xs)))}
    return [columns[x] for x in xs], ys


def skeleton(graph: Graph) -> str:
    """The graph in DOT: boxes of one size, edges with the weight of their straightness.

    In a shallow graph all leaves stand in the first column, in the order in which the code uses
    them; in a deep one each stands just before its first consumer.
    """
    lines = [
        "digraph { rankdir=LR; ordering=in; ranksep=1; nodesep=0.25; splines=false; nslimit=0.2;",
        'node [shape=box fixedsize=true width=1 height=0.5 label=""];',
    ]
    lines += [f"n{node.index};" for node in graph.nodes]
    for edge in graph.edges:
        straight = graph.nodes[edge.producer].is_operator
        length = 2 if _stands_with_products(graph, edge.producer, edge.consumer) else 1
        weight = _HEAVY if straight else 1
        lines.append(f"n{edge.producer} -> n{edge.consumer} [weight={weight} minlen={length}];")
    leaves = [node.index for node in graph.nodes if not node.is_operator]
    if graph.depth <= SHALLOW:
        lines.append("{ rank=same; " + " ".join(f"n{leaf};" for leaf in leaves) + " }")
    unused = [leaf for leaf in leaves if not graph.consumers[leaf] and leaf != graph.output]
    used = next((leaf for leaf in leaves if leaf not in unused), None)
    if used is not None and unused:
        same = " ".join(f"n{leaf};" for leaf in [used, *unused])
        lines.append("{ rank=same; " + same + " }")
    return "\n".join([*lines, "}"])


def _stands_with_products(graph: Graph, producer: int, consumer: int) -> bool:
    """True if a leaf is added to products (a bias): it stands in the column of their leaves."""
    if graph.nodes[producer].is_operator or len(graph.consumers[producer]) > 1:
        return False
    products = [
        graph.nodes[index]
        for index in graph.nodes[consumer].inputs
        if graph.nodes[index].is_operator
        and any(not graph.nodes[part].is_operator for part in graph.nodes[index].inputs)
    ]
    return len(products) > 1
