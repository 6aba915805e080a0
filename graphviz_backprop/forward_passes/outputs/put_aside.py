"""Results that do not belong to the forward pass: ordered rules, each with a name and a sentence.

The order is that of certainty. Where nothing is left of a pass, the last rules are given up first
(see `output`). A result keeps the first rule that puts it aside, so that it can be told why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graphviz_backprop.forward_passes.roles.absolute_errors import told_absolute_errors
from graphviz_backprop.forward_passes.roles.helpers_of_gradients import inside_helpers_of_gradients
from graphviz_backprop.forward_passes.roles.numeric_checks import checked_results, of_numeric_checks
from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.forward_passes.roles.running_values import running_values
from graphviz_backprop.ops import div, sign
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors


@quick_dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence that a rule looks at.

    Attributes:
        results: every named result of the run that depends on an input.
        order: every record behind a name, in the order of the code.
        roles: gradients and updates, as they were found by name and by use.
    """

    results: list[Binding]
    order: list[Record]
    roles: Roles


@quick_dataclass(frozen=True, slots=True)
class Rule:
    """One reason to put results aside.

    Attributes:
        name: for tests and for other rules.
        sentence: what is said of a result, behind its name: "is a gradient, by its name".
        find: the records that it puts aside.
        spreads: whether what is computed from these is put aside with them.
    """

    name: str
    sentence: str
    find: Callable[[Evidence], set[Record]]
    spreads: bool = True


def _gradients(evidence: Evidence) -> set[Record]:
    return evidence.roles.gradients


def _updates(evidence: Evidence) -> set[Record]:
    return set(evidence.roles.updates)


def _numeric_checks(evidence: Evidence) -> set[Record]:
    return of_numeric_checks(evidence.order)


def _without_derivative(evidence: Evidence) -> set[Record]:
    return {record for record in evidence.order if record.is_opaque}


def _decisions(evidence: Evidence) -> set[Record]:
    """Decisions, and values computed from decisions and constants alone: an accuracy."""
    decided: set[Record] = set()
    for record in evidence.order:
        others = [part for part in record.inputs if part not in decided]
        is_sign = record.op is sign
        is_of_decisions = len(others) < len(record.inputs) and all(
            part.is_constant or _divides(part, record) for part in others
        )
        if record.is_decision or is_sign or is_of_decisions:
            decided.add(record)
    return decided


def _divides(part: Record, quotient: Record) -> bool:
    return quotient.op is div and part is quotient.inputs[1] and part.is_leaf


def _counts(evidence: Evidence) -> set[Record]:
    """Values computed from counts and whole numbers alone: `correct / total`."""
    counted = {record for record in evidence.order if _is_count(record) or _is_nothing(record)}
    named = set()
    for record in evidence.order:
        if record.inputs and not counted.isdisjoint(record.inputs):
            others = [part for part in record.inputs if part not in counted]
            if all(part.is_constant or _is_whole_input(part) for part in others):
                counted.add(record)
                named.add(record)
    return named


def _is_count(record: Record) -> bool:
    """True if it is a whole number that counts; a view that was written over is no input either."""
    return record.is_not_input and type(record.value) is int


def _is_nothing(record: Record) -> bool:
    """True if it is a count that was never raised: `hits = 0`."""
    return _is_whole_input(record) and record.value == 0


def _is_whole_input(part: Record) -> bool:
    return part.is_leaf and type(part.value) is int


def _helpers(evidence: Evidence) -> set[Record]:
    roles = evidence.roles
    backward = roles.backward | roles.gradients | roles.updates.keys() | roles.applied_alone
    parameters = roles.updates.keys() | set(roles.updates.values())
    return inside_helpers_of_gradients(evidence.results, evidence.order, backward, parameters)


def _for_gradients(evidence: Evidence) -> set[Record]:
    roles = evidence.roles
    backward = roles.backward | roles.gradients | roles.updates.keys()
    used: set[Record] = set()
    elsewhere: set[Record] = set()
    # A rate that the loss has chosen is not computed from it; nor is what only tells of errors.
    beside = _decisions(evidence) | _absolute_errors(evidence)
    for record in reversed(evidence.order):
        if record in beside:
            continue
        is_behind = record in backward or (record in used and record not in elsewhere)
        (used if is_behind else elsewhere).update(record.inputs)
    return used - elsewhere - backward


def _running_values(evidence: Evidence) -> set[Record]:
    return running_values(evidence.results, set(evidence.roles.running.values()))


def _absolute_errors(evidence: Evidence) -> set[Record]:
    return told_absolute_errors(evidence.results, evidence.order, evidence.roles)


def _apart(evidence: Evidence) -> set[Record]:
    """Results beside a training: no parameter goes into them, and they go into nothing trained.

    The code computes them between its updates; a section behind the training has its own results.
    """
    updates = evidence.roles.updates
    trained = set(updates) | set(updates.values())
    if not trained:
        return set()
    for record in evidence.order:
        if not trained.isdisjoint(record.inputs):
            trained.add(record)
    behind = set(ancestors(trained))
    apart = [b for b in evidence.results if b.record not in behind]
    first, last = min(one.serial for one in updates), max(one.serial for one in updates)
    beside = {b.variable for b in apart if first < b.record.serial < last}
    return {b.record for b in apart if b.variable in beside}


APART = Rule("apart", "has nothing to do with what is trained", _apart, spreads=False)
UPDATE = Rule("update", "is the new value of an input", _updates)
NUMERIC_CHECK = Rule("numeric check", "belongs to a numeric check of a gradient", _numeric_checks)
RULES = (
    Rule("gradient", "is a gradient, by its name", _gradients),
    UPDATE,
    NUMERIC_CHECK,
    Rule("no derivative", "comes from an operation without a derivative", _without_derivative),
    Rule("decision", "is chosen by a comparison, not computed", _decisions, spreads=False),
    Rule("helper of gradients", "is computed in a function that only gradients call", _helpers),
    # `(1 - label) * log(1 - y)` is none, though `1 - label` is.
    Rule("count", "is a count, or a share of one", _counts, spreads=False),
    Rule("running", "runs on over the updates", _running_values, spreads=False),
    Rule(
        "absolute errors",
        "adds up absolute errors, and the code trains by the errors themselves",
        _absolute_errors,
        spreads=False,
    ),
    Rule(
        "sent back",
        "is an error that is sent back through weights",
        lambda evidence: evidence.roles.sent_back,
    ),
    APART,
)
# What an update uses (`w -= lr * (y - t) * x`) may still be on the way to a loss.
FOR_UPDATES_ALONE = Rule(
    "for updates alone", "is used by an update alone", lambda evidence: evidence.roles.applied_alone
)
FOR_UPDATES = Rule("for an update", "is used by an update", lambda evidence: evidence.roles.applied)
# So is a network's output without a loss: it is put aside only where another result is left.
FOR_GRADIENTS_ALONE = Rule("for gradients alone", "is used by gradients alone", _for_gradients)
_CERTAIN = (*RULES, FOR_UPDATES_ALONE)


class PutAside:
    """The records that each rule puts aside, found once for a run.

    `checked` are the results whose gradients the code checks by differences.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._by_rule = {
            rule.name: rule.find(evidence) for rule in (*_CERTAIN, FOR_UPDATES, FOR_GRADIENTS_ALONE)
        }
        self.checked = checked_results(evidence.order, self.by(NUMERIC_CHECK))

    def by(self, rule: Rule) -> set[Record]:
        """The records of one rule."""
        return self._by_rule[rule.name]

    def reasons(self, order: Iterable[Record]) -> dict[Record, str]:
        """Why each record of a pass is put aside that is, as a sentence without its subject.

        Args:
            order: the records behind its names, in the order of the code.
        """
        found: dict[Record, str] = {}
        origin: dict[Record, str] = {}  # the sentence for what is computed from it
        for record in order:
            rule = next((rule for rule in _CERTAIN if record in self._by_rule[rule.name]), None)
            if rule is not None:
                found[record] = rule.sentence
                if rule.spreads:
                    subject = record.name or record.op.noun
                    origin[record] = f"is computed from {subject}, which {rule.sentence}"
                continue
            sentences = (origin[part] for part in record.inputs if part in origin)
            sentence = next(sentences, "")
            if sentence:
                found[record] = origin[record] = sentence
        return found
