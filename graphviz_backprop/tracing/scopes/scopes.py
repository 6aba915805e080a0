"""The parts of a graph: its calls and loops, with their names and numbers."""

from __future__ import annotations

from collections.abc import Iterable

from graphviz_backprop.graph import Place, Scope
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.tracing.scopes.objects import Objects
from graphviz_backprop.tracing.scopes.outlines import Outlines
from graphviz_backprop.tracing.scopes.paths import LoopInstance, Path, Paths
from graphviz_backprop.tracing.scopes.spelling import Spelling, spelling
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.locations import place_in
from graphviz_backprop.tracing.tape.record import Record, function_of
from graphviz_backprop.tracing.tape.session import Session

_MOST_NAMES = 2


class Scopes:
    """The parts of each value.

    Args:
        session: what the run left behind.
        order: the records of the graph in the order of the code.
        output: the one that is differentiated.
        source: the name of the function or file.
    """

    def __init__(
        self, session: Session, order: Iterable[Record], output: Record, source: str
    ) -> None:
        self._source = source
        self._outlines = Outlines(session.sources)
        self._paths = Paths(self._outlines)
        self._results: dict[LoopInstance, dict[str, None]] = {}
        self._found: dict[object, Spelling] = {}
        self._spellings: dict[Call, Spelling] = {}
        self._objects: dict[str, dict[int | None, None]] = {}
        self._parts: dict[Call | LoopInstance, Scope] = {}
        self._of_objects = Objects(self._outlines, session.object_paths)
        self._made: dict[int, tuple[Scope, ...]] = {}  # by the path, which `_paths` keeps
        for record in order:
            self._note(record)
        self._note_result(output.name, self._paths.of(output), ())
        self._number_objects()
        for one in self._spellings.values():
            text = one.text or self._of_objects.stored_as(one.owner) or self._text(one)
            if one.owner is not None and text != one.type_name:
                self._of_objects.called(one.owner, text)

    def name(self, record: Record) -> str:
        """The name of a value, with that of its object in the place of `self`."""
        return self._of_objects.name(record.name, record.named_in)

    def name_of(self, name: str, call: Call | None) -> str:
        """Another name that was given in a call."""
        return self._of_objects.name(name, call)

    def of(self, record: Record) -> tuple[Scope, ...]:
        """The parts of a value, from the outermost to the innermost."""
        path = self._paths.of(record)
        if id(path) not in self._made:
            self._made[id(path)] = tuple(map(self._part, path))
        return self._made[id(path)]

    def _note(self, record: Record) -> None:
        """The name of a value that is used outside of a loop is a name for the loop."""
        path = self._paths.of(record)
        self._of_objects.note(record.named_in)
        for key in path:
            if isinstance(key, Call) and key not in self._spellings:
                self._spellings[key] = self._spelling(key)
        for part in record.inputs:
            inner = self._paths.of(part)
            if inner and inner is not path:
                self._note_result(part.name, inner, path)

    def _spelling(self, call: Call) -> Spelling:
        """Calls of one object, or of a function, from the same place have the same name."""
        owners = call.key, call.parent and call.parent.key
        key = id(call.code), id(call.site), call.site_at, owners
        if key not in self._found:
            self._found[key] = spelling(call, self._outlines)
        return self._found[key]

    def _note_result(self, name: str, path: Path, user: Path) -> None:
        for key in path:
            if isinstance(key, LoopInstance) and key not in user:
                self._results.setdefault(key, {})[base(name)] = None

    def _number_objects(self) -> None:
        """Objects without a name of their own are called by their class, and numbered."""
        owners: dict[str, set[int | None]] = {}
        for one in self._spellings.values():
            owners.setdefault(one.text, set()).add(one.owner)
        for call, one in self._spellings.items():
            if one.owner is not None and (not one.text or len(owners[one.text]) > 1):
                self._spellings[call] = Spelling("", one.owner, one.type_name)
                self._objects.setdefault(one.type_name, {})[one.owner] = None

    def _part(self, key: Call | LoopInstance) -> Scope:
        if key not in self._parts:
            number = len(self._parts) + 1
            if isinstance(key, LoopInstance):
                self._parts[key] = self._loop(key, number)
            else:
                self._parts[key] = self._call(key, number)
        return self._parts[key]

    def _loop(self, key: LoopInstance, number: int) -> Scope:
        code, line = key.call.code, key.loop.line
        place = place_in(code.co_filename, line, self._source)
        return Scope("loop", self._loop_name(key), function_of(code), place, number)

    def _loop_name(self, key: LoopInstance) -> str:
        given, filled = key.loop.names, key.loop.filled
        names = [name for name in self._results.get(key, ()) if name in given]
        names = names or next(([*only] for only in (filled, given) if len(only) == 1), [])
        is_short = 0 < len(names) <= _MOST_NAMES
        # No comma: `--open` has them between names.
        return " and ".join(names) if is_short else f"loop in line {key.loop.line}"

    def _call(self, call: Call, number: int) -> Scope:
        one = self._spellings.get(call) or self._spelling(call)
        return Scope("call", self._text(one), function_of(call.code), self._place(call), number)

    def _text(self, one: Spelling) -> str:
        return one.text or self._of_class(one)

    def _of_class(self, one: Spelling) -> str:
        objects = list(self._objects.get(one.type_name, ()))
        is_numbered = len(objects) > 1 and one.owner in objects
        return f"{one.type_name} {objects.index(one.owner) + 1}" if is_numbered else one.type_name

    def _place(self, call: Call) -> Place | None:
        if call.site is None:
            return None
        line = self._outlines.line(call.site, call.site_at)
        return place_in(call.site.co_filename, line, self._source)
