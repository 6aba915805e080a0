"""Running means and totals over the rounds of a training: `mean = 0.99 * mean + 0.01 * loss`.

Where the term has no name, `total += (y - t) ** 2`, it is known as the "term of total".
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator

from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.ops import add, div, mul, neg, sub
from graphviz_backprop.tracing.tape.binding import Binding, Term, is_named_alike, own_variable
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_zero


def running_values(results: list[Binding], carried: Container[str]) -> set[Record]:
    """The values of names that go on over updates, each its own last value and a further term.

    A hidden state is carried on too; it is no sum of itself and another result.

    Args:
        results: every named result, in the order of the code.
        carried: the names whose values go on over an update.
    """
    return {binding.record for binding, _ in _running(results, carried)}


def name_running_sums(session: Session, roles: Roles) -> bool:
    """Name a sum that is whole before each update, and what the code adds to it: a round's loss.

    A sum under way has lost its name to the whole one (see `Session.augment`). A sum that updates
    use, as that of squared gradients, is no loss.

    Args:
        session: what the run left behind; it gets the new names.
        roles: those found by the names that the code left.

    Returns:
        True if anything has got a name.
    """
    if not roles.carried:
        return False
    for binding in session.bindings:
        if not binding.record.name and roles.running.get(binding.record) == binding.name:
            binding.record.name = binding.name
    changes = (part for update in roles.updates for part in update.inputs[1:])
    aside = roles.backward.union(ancestors(changes, roles.updates.__contains__))
    found = []
    for binding, own in _running(session.bindings, set(roles.running.values())):
        term = None if binding.record in aside else _term(binding, own)
        if term is not None and term not in aside:
            term.name = f"term of {binding.name.rpartition('.')[2]}"
            found.append(Term(term, binding))
    session.bindings += found
    return True


def is_woken_total(binding: Binding, session: Session) -> bool:
    """True if it is what came of rounds that were not recorded, scaled: `error /= len(X)`."""
    record = binding.record
    parts = [part for part in record.inputs if not part.is_constant]
    if record.op not in (mul, div) or len(parts) != 1:
        return False
    return parts[0] in session.woken and parts[0].name == binding.name


def _term(binding: Binding, own: set[Record]) -> Record | None:
    """The value without a name that a sum adds to its last one; None where it has a name."""
    total = binding.record
    sides = total.inputs if total.op in (add, sub) else ()
    added = [side for side in sides if own.isdisjoint(_terms(binding.name, [side]))]
    if len(added) != 1 or _is_named(binding.name, added[0]):
        return None
    is_taken_away = total.op is sub and added[0] is total.inputs[1]
    return total.beside(neg, (added[0],), -added[0].value, "") if is_taken_away else added[0]


def _is_named(name: str, added: Record) -> bool:
    """True if a term has a name, perhaps times a number, or is a number itself."""
    terms = _terms(name, [added])
    return not added.inputs or (len(terms) == 1 and bool(terms[0].name))


def _running(
    results: list[Binding], carried: Container[str]
) -> Iterator[tuple[Binding, set[Record]]]:
    """The running values, each with what it takes up of its own last value.

    The first one takes up a number that may not be followed, `mean = -np.log(1 / 27)`: it is known
    by the statement, which goes on from it in the next round.
    """
    last: dict[Hashable, Record] = {}
    first: dict[Hashable, tuple[Binding, set[Record]]] = {}
    for binding in results:
        if binding.name not in carried:
            continue
        variable = own_variable(binding)
        terms = _terms(binding.name, _added(binding.name, binding.record))
        before = {binding.before, last.get(variable)}
        own = {term for term in terms if term in before or is_named_alike(term, binding)}
        if any(term.inputs for term in terms if term not in own):
            if any(term.inputs or not is_zero(term.value) for term in own):
                begun = first.pop(variable, None)
                if begun is not None and _is_same_statement(begun[0], binding):
                    yield begun
                yield binding, own
            elif variable not in last:
                given = {term for term in terms if term.is_constant and not is_zero(term.value)}
                if given:
                    first[variable] = binding, given
        last[variable] = binding.record


def _is_same_statement(one: Binding, other: Binding) -> bool:
    return one.code is other.code and one.instruction == other.instruction


def _terms(name: str, sides: Iterable[Record]) -> list[Record]:
    """The values that are added up, each perhaps times a number that the code gives."""
    found, waiting = [], [*sides]
    while waiting:
        term = waiting.pop()
        inner = () if term.name else _added(name, term)
        if inner:
            waiting += inner
        else:
            found.append(term)
    return found


def _added(name: str, record: Record) -> tuple[Record, ...]:
    if record.op in (add, sub, neg):
        return record.inputs
    if record.op in (mul, div):
        scaled = [part for part in record.inputs if part.name == name or not _is_given(part)]
        return tuple(scaled) if len(scaled) == 1 else ()
    return ()


def _is_given(record: Record) -> bool:
    """True for a number that the code states, and for one minus it."""
    return not record.inputs or (
        record.op in (add, sub) and all(not part.inputs for part in record.inputs)
    )
