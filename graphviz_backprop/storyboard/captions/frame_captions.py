"""The sentence and the line of code under each picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Graph, Handwritten, Node, Place
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.captions.array_captions import (
    assigned,
    assignment,
    code_with_shapes,
    is_over_arrays,
    is_uniform,
    product_in_numbers,
    sum_of_contributions,
)
from graphviz_backprop.storyboard.captions.diagnosis import cause_of_step
from graphviz_backprop.storyboard.captions.layer_captions import is_loss
from graphviz_backprop.storyboard.captions.passing import sentence_of_step
from graphviz_backprop.storyboard.frames.frame import CALCULATION, STEP, Caption
from graphviz_backprop.storyboard.frames.sequences import ZERO, Shot
from graphviz_backprop.storyboard.texts.gradients import GradientNames
from graphviz_backprop.storyboard.texts.labels import (
    MOST_LISTED,
    code_with_numbers,
    label,
    listed,
    noun_and_name,
    operation,
)
from graphviz_backprop.storyboard.texts.variables import sorted_variables
from graphviz_backprop.storyboard.texts.words import (
    AFTER,
    SEED,
    Condition,
    Either,
    Listing,
    Quantity,
    is_plain,
    joined,
    words,
)
from graphviz_backprop.values import is_array

_MOST_AT_ONCE = 3
_LINE = 84  # characters


def inputs_caption(count: str, graph: Graph, nodes: Sequence[Node]) -> Caption:
    """The first forward frame: inputs alone."""
    # A constant stands at its ring, which is not drawn yet.
    leaves = [node for node in nodes if not node.is_constant] or nodes
    names = list(dict.fromkeys(label(graph, node) for node in leaves))
    code = joined("; ", (assigned(graph, node) for node in nodes[:4] if node.name))
    if len(nodes) == 1 and nodes[0].index == graph.output:
        return Caption(count, f"The input {names[0]}, which is the output", code)
    if len(names) > MOST_LISTED:
        return Caption(count, f"The first operation's {len(names)} inputs", code)
    plural = "inputs" if len(names) > 1 else "input"
    return Caption(count, f"The first operation's {plural}: {listed(names)}", code)


def operators_caption(count: str, graph: Graph, nodes: Sequence[Node], is_rest: bool) -> Caption:
    """A forward frame: one operation, or all of one depth.

    Args:
        count: "Forward 3 of 5".
        graph: the forward pass.
        nodes: the operations.
        is_rest: the operation shown just before is of this depth and kind.
    """
    code = _together((_operation(graph, node) for node in nodes), len(nodes))
    place = nodes[0].place if len(nodes) == 1 else None
    if len(nodes) == 1:
        node = nodes[0]
        return Caption(count, f"The {operation(graph, node)}", code, place)
    kinds = Counter(node.op.noun for node in nodes)
    if len(kinds) == 1:
        which = "other" if is_rest else "next"
        return Caption(count, f"The {which} {len(nodes)} {plural(nodes[0].op.noun)}", code)
    parts = [_counted(noun, number) for noun, number in kinds.items()]
    return Caption(count, f"The next operations: {listed(parts)}", code)


def _counted(noun: str, number: int) -> str:
    """`3 sums`, `a sum`, `an exponential function`."""
    if number > 1:
        return f"{number} {plural(noun)}"
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def _operation(graph: Graph, node: Node) -> str:
    """An operation with its numbers, or with the shapes of its arrays; of a loop what it gives."""
    if node.is_plain_box and node.op.noun == "loop" and node.name:
        return assigned(graph, node)
    has_arrays = node.is_array or any(graph.nodes[index].is_array for index in node.inputs)
    return code_with_shapes(graph, node) if has_arrays else code_with_numbers(graph, node)


def seed_caption(count: str, backprop: Backprop, names: GradientNames) -> Caption:
    """The gradient that comes in at the output."""
    graph = backprop.graph
    own = names.upstream
    name = own.name if own and own.name else names.name(graph.nodes[graph.output])
    code = assignment(name, backprop.seed, Quantity(SEED))
    sentence = "The gradient from the next layer"
    if own and own.formula:
        sentence += f", {own.formula} of your code"
    elif own and not own.name:
        is_number = not is_array(backprop.seed)
        sentence += f", {shown(backprop.seed)} in your code" if is_number else ", as in your code"
    parameters, inputs, _ = sorted_variables(backprop)
    if is_array(backprop.seed):
        is_ones = is_uniform(backprop.seed) and backprop.seed.flat[0] == 1
        return Caption(count, f"{sentence}: ones" if is_ones else sentence, code, _place(own))
    is_last = not (parameters and inputs) or is_loss(graph)  # no layer comes after it
    if own is None and backprop.seed == 1 and is_last:
        sentence = "The gradient of the output w.r.t. itself"
    return Caption(count, sentence, code, _place(own))


def _place(own: Handwritten | None) -> Place | None:
    return own.place if own else None


def step_caption(count: str, backprop: Backprop, shot: Shot, names: GradientNames) -> Caption:
    """A calculation, what arrives, or both."""
    step = shot.steps[0]
    if len(shot.steps) > 1:
        return _caption_of_many(count, backprop, shot, names)
    name, own = names.of_step(step)
    place = _place(own)
    rule = _chain_rule(backprop, step, names, name)
    if shot.kind in (CALCULATION, STEP) or shot.together:  # of several the only one on its page
        cause = cause_of_step(backprop, step)
        sentence = sentence_of_step(backprop, step, names, with_sum=shot.kind != CALCULATION)
        return Caption(count, sentence, rule, place, remark=cause)
    return _result_caption(count, backprop, step, names)


def _caption_of_many(count: str, backprop: Backprop, shot: Shot, names: GradientNames) -> Caption:
    """Several steps at once, and why."""
    graph, steps = backprop.graph, shot.steps
    if shot.together == ZERO:
        targets = list(dict.fromkeys(step.edge.producer for step in steps))
        leaves = [label(graph, graph.nodes[i]) for i in targets if graph.nodes[i].is_leaf]
        verb = "gets" if len(leaves) == 1 else "get"
        reached = f", so {listed(leaves)} {verb} 0" if leaves else ""
        return Caption(count, f"Zero times anything is zero{reached}")
    consumers = list(dict.fromkeys(step.edge.consumer for step in steps))
    noun = graph.nodes[consumers[0]].op.noun
    codes = (_chain_rule(backprop, one, names, names.of_step(one)[0]) for one in steps)
    is_sure = not any(is_over_arrays(graph, one) for one in steps)  # a closed box has none
    code = _together(codes, len(steps) if is_sure else None)
    if len(consumers) == 1:
        inputs = enumerate(graph.nodes[consumers[0]].inputs)
        taken = [argument for argument, index in inputs if not graph.nodes[index].is_constant]
        which = "The other" if len(steps) < len(taken) else "The"
        is_last = steps[-1].edge.argument == taken[-1]
        more = f"{which} {len(steps)}" if is_last else f"{len(steps)} more"
        return Caption(count, f"{more} inputs of the {noun}, by the same rule", code)
    sentence = f"{len(consumers)} {plural(noun)} by the same rule: {len(steps)} gradients"
    return Caption(count, sentence, code)


def _result_caption(count: str, backprop: Backprop, step: Step, names: GradientNames) -> Caption:
    """What arrives, where the calculation had a frame of its own."""
    graph = backprop.graph
    name, own = names.of_step(step)
    place, rule = _place(own), _chain_rule(backprop, step, names, name)
    consumer = graph.nodes[step.edge.consumer]
    producer = label(graph, graph.nodes[step.edge.producer])
    which, of = names.share(step)
    so_far = " so far" if which < of else ""
    if step.accumulates:
        sentence = f"A value that is used again: its contributions add up at {producer}"
        total = words(sum_of_contributions(step, name), so_far)
        return Caption(count, sentence, total, place)
    after = assignment(name, step.after, Quantity(AFTER, step.index))
    result = after if is_array(step.after) else rule
    sentence, code = f"The gradient w.r.t. {producer}", result
    if of > 1:
        sentence = f"The first of {of} contributions to the gradient w.r.t. {producer}"
        code = words(after, " so far")
    if not consumer.op.gate:
        return Caption(count, sentence, code, place)
    shut = f"The {noun_and_name(consumer)} lets nothing through: no gradient reaches {producer}"
    blocks = Condition("blocks", (step.index,), step.blocks)
    sentence = words(Either(blocks, shut, sentence))
    return Caption(count, sentence, words(Either(blocks, rule, code)), place)


def _chain_rule(backprop: Backprop, step: Step, names: GradientNames, name: str) -> str:
    """`drelu_dz = 1.0 * 1.0 = 1.0`, or which part of the gradient of this name that is."""
    if is_over_arrays(backprop.graph, step):
        # Numbers need no code of arrays.
        from graphviz_backprop.storyboard.captions.gradient_code import gradient_code

        return gradient_code(backprop, step, names)
    which, of = names.share(step)
    start = f"{name} = " if of == 1 else f"contribution {which} of {of} to {name}: "
    return words(start, product_in_numbers(step, "*"))


def _together(made: Iterable[str], count: int | None) -> str:
    """Three of them, or as many as fit on a line, and how many more there are.

    Args:
        made: the codes; where no page will write others, no more are put together than are told.
        count: how many they are; None where some may be empty, which are not told.
    """
    if count is not None and is_plain():
        codes = list(islice(made, _MOST_AT_ONCE))
    else:
        codes = [code for code in made if code]
        count = len(codes)
    if not codes:
        return ""
    ends = accumulate(len(code) + 2 for code in codes[:_MOST_AT_ONCE])
    most = max(1, sum(end <= _LINE for end in ends))
    rest = f"; and {count - most} more" if count > most else ""
    text = "; ".join(codes[:most]) + rest
    return words(Listing(tuple(codes), _MOST_AT_ONCE, _LINE, text))


def plural(noun: str) -> str:
    """Several of a kind: `multiplication` → `multiplications`."""
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith("ch") else "s")
