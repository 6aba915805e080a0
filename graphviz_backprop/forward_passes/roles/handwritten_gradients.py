"""The gradients that the reader's code computes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph import Handwritten
from graphviz_backprop.graph.gradient_names import derivative, is_weak
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.numpy_support import is_loaded
from graphviz_backprop.tracing.tape.record import Record, SourceLocation, ancestors
from graphviz_backprop.tracing.tape.session import Session

Namer = Callable[[str, Call | None], str]


def named_numbers(session: Session) -> Iterator[tuple[str, Record, SourceLocation]]:
    """Yield every name given to a number, computed or not, in the order of the code."""
    named: list[tuple[str, Record, SourceLocation]] = [
        (b.name, b.record, b) for b in session.bindings
    ]
    named += [(leaf.name, leaf, leaf) for v in session.variables for leaf in v.every_leaf()]
    yield from sorted(named, key=lambda item: item[1].serial)


def handwritten(
    session: Session,
    source: str,
    named: Namer | None = None,
    with_final: bool = False,
) -> Iterator[tuple[Handwritten, int]]:
    """The gradients that the code computes itself, each with its serial.

    `named` gives a name its object's in the place of `self`.
    `with_final` also gives what an array is after the code has written into it
    (`dz[z <= 0] = 0`), which has no one line.
    """
    later = written_into(session) if with_final else {}
    known: set[tuple[Record, object]] = set()
    for name, record, placed in named_numbers(session):
        # `gradient` says not of what: it is known by its shape (see `choose_upstream`).
        of = derivative(name) or (name if with_final and is_weak(name) else None)
        if of and record.value is not None and (record, of) not in known:
            known.add((record, of))  # `for neuron in layer` only calls it by its name again
            if named is not None:
                name = named(name, placed.call if isinstance(placed, Binding) else record.named_in)
            values = [(record.value, place_of(placed, source))]
            last = last_written(record, later)
            values += [(last.value, None)] if last is not record else []
            for value, place in values:
                yield Handwritten(name, value, place), record.serial


def written_into(session: Session) -> dict[Record, Record]:
    """Return for each array that is written into the record of what it is then."""
    if not is_loaded():  # there are no arrays
        return {}
    order = ancestors(binding.record for binding in session.bindings)
    return {
        later.inputs[0]: later for later in order if later.inputs and later.op.kind is Kind.WRITE
    }


def last_written(record: Record, later: Mapping[Record, Record]) -> Record:
    """Return an array's record after all that was written into it: `drelu[z <= 0] = 0`."""
    while record in later:
        record = later[record]
    return record
