"""The calls and loops around a value, from the outermost to the innermost."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.scopes.outlines import Outlines
from graphviz_backprop.tracing.syntax.outline import Loop
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.record import Record, is_own

# A recursion a thousand calls deep would be a thousand boxes within each other.
_DEEPEST = 50


@quick_dataclass(frozen=True, slots=True)
class LoopInstance:
    """A loop in one call, with all its rounds."""

    call: Call
    loop: Loop


Path = tuple[Call | LoopInstance, ...]


class Paths:
    """Finds the paths; those of one place in one call are the same object."""

    def __init__(self, outlines: Outlines) -> None:
        self._outlines = outlines
        self._found: dict[tuple[Call, int], Path] = {}

    def of(self, record: Record) -> Path:
        """The path of a value; an input that was handed over was computed nowhere."""
        within = record.within
        if within is None:
            return ()
        path = self._found.get((within, record.at))
        if path is None:
            path = self._path(within, record.at)
        return () if path and record.is_given else path

    def _path(self, call: Call, at: int) -> Path:
        """A loop, not a recursion: the reader's may be deeper than ours."""
        waiting = [(call, at)]
        while waiting:
            call, at = waiting[-1]
            around = self._around(call)
            if around is not None and around not in self._found:
                waiting.append(around)
                continue
            waiting.pop()
            if (call, at) not in self._found:
                outer = self._found[around] if around else ()
                own = (call,) if is_part(call) else ()
                self._found[call, at] = (outer + own + self._loops(call, at))[:_DEEPEST]
        return self._found[call, at]

    def _around(self, call: Call) -> tuple[Call, int] | None:
        """The place of a call in the one around it, where that is of the same run."""
        parent = call.parent
        return (parent, call.at) if parent is not None and parent.run is call.run else None

    def _loops(self, call: Call, at: int) -> Path:
        spot = self._outlines.spot(call.code, at)
        return tuple(LoopInstance(call, loop) for loop in spot.loops) if spot else ()


def is_part(call: Call) -> bool:
    """True if the reader's code makes this call: it is not the file's run, nor the traced one."""
    is_file = call.code.co_name == "<module>"
    is_root = call.site is None or is_own(call.site.co_filename)
    return not (is_file or is_root or is_own(call.code.co_filename))


def calls_of(record: Record) -> Iterator[Call]:
    """Yield the calls of the reader's functions around a record, from the innermost on."""
    return calls_around(record.within)


def calls_around(call: Call | None) -> Iterator[Call]:
    """Yield a call of a reader's function and those around it."""
    while call is not None:
        if is_part(call):
            yield call
        call = call.parent
