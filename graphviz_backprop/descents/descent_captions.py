"""What is said of steps down the gradient, and of those that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from graphviz_backprop.chosen_steps import choose_steps, said_of_choice
from graphviz_backprop.descents.descent import Descent, name_of_objective
from graphviz_backprop.descents.own_descent import wrong_update
from graphviz_backprop.graph import Node, Place
from graphviz_backprop.numerals import shown
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Caption, Frame, GradientNames, Storyboard, label
from graphviz_backprop.storyboard.captions.code_names import CodeNames
from graphviz_backprop.values import Value, is_array

BEFORE, UPDATE, AFTER = "before update after".split()
_UPDATES = 2  # steps whose update has a frame of its own
_TOLD = 3  # parameters by name
_SHORT = 8  # characters of a rate that has all its digits
_NEARLY = 0.02  # of what the gradients say


@quick_dataclass(frozen=True, slots=True)
class Moment:
    """What a frame shows.

    Attributes:
        kind: BEFORE all steps, an UPDATE, or the pass AFTER one.
        at: the position of the pass whose numbers are seen; at an update of the one before it.
    """

    kind: str
    at: int


def moments(descent: Descent) -> tuple[Moment, ...]:
    """The frames in order."""
    first, *others = choose_steps(descent.outputs)
    found = [Moment(BEFORE, first)]
    for at in others:
        is_next = descent.numbers[at] == descent.numbers[at - 1] + 1
        if at <= _UPDATES and is_next and any(descent.updated(at - 1)):
            found.append(Moment(UPDATE, at - 1))
        found.append(Moment(AFTER, at))
    return tuple(found)


def make_frames(descent: Descent) -> Storyboard:
    """A frame for each moment."""
    says = Says(descent)
    shown_moments = moments(descent)
    frames = []
    for index, moment in enumerate(shown_moments):
        is_last = index == len(shown_moments) - 1
        caption = says.caption(index, shown_moments, is_last)
        frames.append(Frame(index, moment.kind, (), (), caption, _alt(caption)))
    return Storyboard(descent.passes[0], tuple(frames))


def _alt(caption: Caption) -> str:
    parts = [caption.sentence, caption.code, caption.remark]
    return f"{caption.count}: " + " ".join(f"{part}." for part in parts if part)


def change_text(descent: Descent, at: int, node: Node) -> str:
    """`-3.0 → -3.001` of a parameter at the update after a pass."""
    after = descent.passes[at + 1].graph.nodes[node.index].value
    return f"{shown(node.value)} → {shown(after)}"


class Says:
    """Makes the captions of a descent."""

    def __init__(self, descent: Descent) -> None:
        self._descent = descent

    @cached_property
    def output(self) -> str:
        """What goes down."""
        return name_of_objective(self._descent.passes[0])

    @property
    def counted(self) -> str:
        """What the numbers of the passes count."""
        return "pass" if self._is_own else "step"

    @property
    def _is_own(self) -> bool:
        """True if the updates are the reader's own."""
        return self._descent.rate is None

    def caption(self, index: int, every: tuple[Moment, ...], is_last: bool) -> Caption:
        """The words at one frame."""
        moment, descent = every[index], self._descent
        step = descent.numbers[moment.at + (moment.kind == UPDATE)]
        count = self._count(step)
        place = None
        if moment.kind == BEFORE:
            sentence, code = self._before(), ""
        elif moment.kind == UPDATE:
            sentence, code, place = self._update(moment.at)
        else:
            earlier = max(one.at for one in every[:index])
            sentence, code = self._after(earlier, moment.at), ""
        is_told = moment.kind != UPDATE  # there the numbers are those of the frame before
        remark = self._conclusion() if is_last else self.trouble(moment.at) if is_told else ""
        return Caption(count, sentence, code, place, remark=remark)

    def _count(self, number: int) -> str:
        return f"{self.counted.capitalize()} {number} of {self._descent.wanted}"

    def _before(self) -> str:
        descent = self._descent
        value, names = shown(descent.outputs[0]), _listed(self._parameters())
        if descent.rate is None:
            return f"Before the first update {self.output} is {value}; the code updates {names}"
        step = f"takes {_rate(descent.rate)} times its gradient off"
        return f"Before the first step {self.output} is {value}; each step {step} {names}"

    def _parameters(self) -> list[str]:
        graph = self._descent.graph
        return [label(graph, graph.nodes[index]) for index in self._descent.parameters]

    def _update(self, at: int) -> tuple[str, str, Place | None]:
        descent = self._descent
        changed = list(descent.updated(at))
        first, graph = changed[0], descent.graph
        others = [label(graph, one) for one in changed[1:]]
        likewise = f"; {_listed(others)} likewise" if others else ""
        if descent.line:
            sentence, line, place = self._own_update(at, first, descent.line)
            return sentence + likewise, line, place
        code = CodeNames(GradientNames(descent.passes[at]))
        name, rate = label(graph, first), _rate(descent.rate or 0.0)
        line = f"{code.value(first)} += -{rate} * {code.gradient(first)}"
        gradient: Value = descent.passes[at].gradients[first.index]
        if is_array(first.value):
            sentence = f"{name} goes against its gradient, entry by entry"
        else:
            new = shown(descent.passes[at + 1].graph.nodes[first.index].value)
            amount = shown(gradient)
            amount = f"({amount})" if amount.startswith("-") else amount
            step = f"{shown(first.value)} - {rate} × {amount} = {new}"
            sentence = f"{name} goes against its gradient: {step}"
        return sentence + likewise, line, None

    def _own_update(
        self, at: int, node: Node, line: Callable[[Place], str]
    ) -> tuple[str, str, Place | None]:
        """The reader's own line, where it can be shown."""
        after = self._descent.passes[at + 1].graph.nodes[node.index]
        name = label(self._descent.graph, node)
        code = line(after.place) if after.place else ""
        if is_array(node.value):
            return f"The code updates {name}", code, after.place if code else None
        said = f"The code updates {name}: {shown(node.value)} becomes {shown(after.value)}"
        return said, code, after.place if code else None

    def _after(self, earlier: int, at: int) -> str:
        descent = self._descent
        before, after = descent.outputs[earlier], descent.outputs[at]
        steps = descent.numbers[at] - descent.numbers[earlier]
        word = self.counted if not self._is_own else "update"
        again = "Run again" if steps == 1 else f"After {steps} more {word}s"
        if shown(before) == shown(after):
            return f"{again}, {self.output} stays {shown(after)}"
        verb = "rises" if after > before else "falls"
        change = shown(abs(after - before))
        said = f"{again}, {self.output} {verb} from {shown(before)} to {shown(after)}, by {change}"
        if steps == 1 and descent.rate is not None:
            expected = descent.steepness(earlier)
            is_as_said = abs(before - after - expected) <= _NEARLY * expected
            told = "as the gradients say" if is_as_said else "the gradients say"
            said += (
                f"; {told}: {_rate(descent.rate)} × the sum of their squares = {shown(expected)}"
            )
        return said

    def trouble(self, at: int) -> str:
        """Why the step to this pass, or one from it, makes nothing smaller; empty where it does."""
        descent = self._descent
        if descent.rate is None:
            follows = at and descent.numbers[at] == descent.numbers[at - 1] + 1
            return wrong_update(descent, at - 1) if follows else ""
        if descent.steepness(at) == 0.0:
            return self._no_gradient(at)
        if at and descent.outputs[at] > descent.outputs[at - 1]:
            return (
                f"Step {descent.numbers[at]} makes {self.output} larger: "
                f"the rate {_rate(descent.rate)} is too large here"
            )
        return ""

    def _no_gradient(self, at: int) -> str:
        descent, graph = self._descent, self._descent.passes[at].graph
        for edge in descent.blocked(at):
            gate, z = graph.nodes[edge.consumer], graph.nodes[edge.producer]
            if not is_array(z.value):
                noun = "ReLU" if gate.op.name == "relu" else gate.op.noun
                return (
                    f"The {noun} is dead: {label(graph, z)} = {shown(z.value)}, so no gradient "
                    "gets through, and no step changes anything"
                )
        return "All gradients are zero here: no step changes anything"

    def _conclusion(self) -> str:
        """The last frame's remark: what came of it all, and which steps were shown."""
        descent, outputs = self._descent, self._descent.outputs
        said = [self.trouble(len(outputs) - 1)]
        is_still = all(shown(one) == shown(outputs[0]) for one in outputs)
        if not said[0] and is_still and len(outputs) > 1 and descent.rate:
            said = [
                f"The rate {_rate(descent.rate)} is too small: {self.output} stays "
                f"{shown(outputs[0])} for all {len(outputs) - 1} steps"
            ]
        if descent.ended:
            said.append(f"No step {descent.numbers[-1] + 1}: {descent.ended}")
        if not any(said):
            worse = next((at for at in range(1, len(outputs)) if outputs[at] > outputs[at - 1]), 0)
            said.append(self.trouble(worse) if worse else "")
        said.append(self._said_of_choice())
        return ". ".join(one for one in said if one)

    def _said_of_choice(self) -> str:
        descent = self._descent
        if not self._is_own:
            return said_of_choice(descent.outputs, self.output)
        first, last = descent.numbers[0], descent.wanted
        passes, kept, every = len(descent.passes), len(descent.kept), last - first + 1
        if passes == every:
            return ""
        recorded = f"Of the passes {first} to {last} {kept} were recorded"
        if kept == every:
            recorded = f"Of the passes {first} to {last}"
        elif passes == kept:
            return f"{recorded}; they are shown"
        joined = f"{recorded} {passes}" if kept == every else f"{recorded}, and {passes} of them"
        return f"{joined} are shown: the first ones, then by change, and the last"


def _rate(rate: float) -> str:
    """A rate in the digits in which it was given."""
    exact = repr(float(rate)).replace("e+", "e")
    return exact if len(exact) <= _SHORT else shown(rate)


def _listed(names: list[str]) -> str:
    """Names with an `and`, of many the first and how many there are more."""
    if len(names) > _TOLD + 1:
        return f"{', '.join(names[:_TOLD])} and {len(names) - _TOLD} more"
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)
