"""The texts that the places of a graph are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphviz_backprop.graph import CodeText
from graphviz_backprop.tracing.scopes import Outlines
from graphviz_backprop.tracing.tape.locations import place_in
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session

_MOST_LETTERS = 200_000


def code_texts(session: Session, records: Iterable[Record], source: str) -> Iterator[CodeText]:
    """Each file or cell that one of these records was made in, in the order of the code.

    What was run twice with other text, and what is very long, is left out.

    Args:
        session: what the run left behind.
        records: those of the graph.
        source: the name of the function or file.
    """
    outlines = Outlines(session.sources)
    for filename in dict.fromkeys(record.filename for record in records if record.code):
        texts = set(outlines.texts(filename))
        if len(texts) == 1 and 0 < len(text := texts.pop()) <= _MOST_LETTERS:
            place = place_in(filename, 0, source)
            yield CodeText(place.source, place.cell, text)
