"""The chain rule, and the layer, that an operation of a hand-written backward pass belongs to."""

from __future__ import annotations

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.graph.gradient_names import derivative, is_of_function, of_object
from graphviz_backprop.storyboard.texts.labels import label, operation
from graphviz_backprop.storyboard.texts.parentheses import product
from graphviz_backprop.values import is_zero

_PRODUCTS = frozenset({"dot", "matmul"})


def chain_rule_of(graph: Graph, node: Node) -> str:
    """Return a sentence on an operation: what it makes, and by which rule."""
    what = _result(graph, node)
    if node.index not in graph.gradient_nodes:
        return f"{what}, which the chain rule needs"
    rule = _rule(graph, node)
    return f"{what}: {rule}" if rule else what


def _result(graph: Graph, node: Node) -> str:
    """Return what the value is called: `The gradient w.r.t. inputs`, or the operation's noun."""
    if node.name and node.index in graph.gradient_nodes:
        return f"{label(graph, node)}, {_meaning(node.name)}"
    said = operation(graph, node)
    return f"{said[:1].upper()}{said[1:]}"


def _meaning(name: str) -> str:
    """Return what a gradient's name says: `the gradient w.r.t. inputs[0]`, `… through relu`."""
    _, attribute = of_object(name)
    variable, bracket, index = attribute.partition("[")
    parts = derivative(variable)
    if parts is None:
        return "a gradient"
    way = "through" if is_of_function(variable) else "w.r.t."
    return f"the gradient {way} {parts[1]}{bracket}{index}"


def _rule(graph: Graph, node: Node) -> str:
    inputs = [graph.nodes[index] for index in node.inputs]
    upstream = [part for part in inputs if part.index in graph.gradient_nodes]
    others = [part for part in inputs if part.index not in graph.gradient_nodes]
    name = _called(graph, upstream[0]) if upstream else ""
    if node.is_written_into and upstream == inputs[:1] and is_zero(inputs[1].value):
        where = f", where {_called(graph, inputs[2])} lets nothing through" if inputs[2:] else ""
        return f"{name} with zeros written into it{where}"
    if node.op.name in _PRODUCTS and len(inputs) == 2 and len(upstream) == 1:
        return _rule_of_product(graph, node, upstream[0], others[0])
    if node.op.is_elementwise and node.op.name == "mul" and len(upstream) == 1 and others:
        return f"{name} times {_called(graph, others[0])}, the local derivative"
    if len(upstream) > 1 and node.op.name in ("add", "sum"):
        return "each neuron that uses it adds its share"
    is_sum = node.op.name.rpartition(".")[2] == "sum"
    if is_sum and upstream and upstream[0].is_array:
        return _rule_of_sum(node, name)
    is_outer = node.op.name.rpartition(".")[2] == "outer"
    if is_outer and upstream and others:
        names = " and ".join(label(graph, part) for part in inputs)
        return f"the outer product of {names}, the weights' gradient of one sample"
    if node.op.name == "sub" and not upstream:
        return "predictions less targets, what softmax with cross-entropy hands back"
    if node.op.name == "div" and upstream and others:
        return f"{name} over {_called(graph, others[0])}, as the mean over the samples asks"
    return f"from {name}" if name else ""


def _called(graph: Graph, node: Node) -> str:
    """Return a value's name, a number, or what a value without a name is."""
    if node.name or (node.is_constant and not node.is_array):
        return label(graph, node)
    if node.index in graph.gradient_nodes:
        return "the gradient before"
    return label(graph, node)


def _rule_of_product(graph: Graph, node: Node, upstream: Node, other: Node) -> str:
    """Return the rule of a dense layer: of its inputs, or of its weights."""
    is_first = node.inputs[0] == upstream.index
    both = product([label(graph, graph.nodes[index]) for index in node.inputs], "·")
    if not (other.is_leaf or other.op.name == "transpose"):
        return f"{both}, {label(graph, other)} times the gradient of the next layer"
    whose = "inputs" if is_first else "weights"
    if len(other.shape) > 1 and len(upstream.shape) < 2:
        whose = "inputs"  # `weights · dvalues` of one sample
    return f"{both}, what a dense layer hands back for its {whose}"


def _rule_of_sum(node: Node, name: str) -> str:
    axis = node.options.get("axis")
    if axis == 0:
        return f"the sum of {name} over the samples, as each of them adds the biases"
    return f"the sum of {name} along its rows" if axis is not None else f"the sum of {name}"
