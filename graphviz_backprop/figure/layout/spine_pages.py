"""Spines cut into lines, and lines into pages: as few as can hold them, cut where the code pauses.

Short runs beside the main one stand above the place where they are used, and share a row. A page
ends after a whole run, before the next layer's product, or at least at a value with a name; the
next one starts with a stub of that value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.spine import Spine, Station, continued
from graphviz_backprop.figure.layout.spine_line import LineSize, LineSizes
from graphviz_backprop.quick_dataclass import quick_dataclass

GUTTER = 26.0  # between lines, for the wire that goes on
BESIDE = 44.0  # between the runs of one row
_SHORT = 3  # stations of a run that goes with its user
_FEW = 200  # stations: of more the pages are filled one after the other
# What is never cut: a spine's number, its first station, and the one after its last.
Atom = tuple[int, int, int]
# A run, how many of its stations, and if it is beside the main one.
_Piece = tuple[Spine, int, bool]
_AFTER_RUN, _AT_LAYER, _AT_NAME, _ANYWHERE = 0.0, 0.2, 0.6, 1.0  # how much a cut disturbs


@quick_dataclass(frozen=True)
class PlannedLine:
    """Stations that stand in one line.

    Attributes:
        spine: that they belong to, as it is on their page.
        row, page: counted from 0; lines of one row stand beside one another.
    """

    spine: Spine
    stations: Sequence[Station]
    row: int
    page: int


def plan_pages(
    spines: Sequence[Spine], measures: Measures, width: float, height: float
) -> list[PlannedLine]:
    """Cut spines into lines, and these into pages.

    Args:
        spines: in the order in which they stand.
        measures: the sizes of their texts.
        width: of a page without its margins, in points; a line with one operator may be wider.
        height: that the lines of a page may take; what can't be cut may take more.
    """
    return list(_Planner(spines, measures, width, height).plan())


class _Planner:
    def __init__(
        self, spines: Sequence[Spine], measures: Measures, width: float, height: float
    ) -> None:
        self._spines = spines
        self._measures = measures
        self._width = width
        self._height = height
        self._sizes: dict[int, LineSizes] = {}  # by the first station, or the spine without any
        self._continued: dict[tuple[int, int], Spine] = {}
        self._atoms = list(self._cut_into_atoms())
        self._attached = self._attach()

    def plan(self) -> Iterator[PlannedLine]:
        number = 0
        for page, (start, end) in enumerate(sorted(self._pages(), key=self._first_operator)):
            for row in self._rows(self._pieces(start, end)):
                for spine, stations in row:
                    yield PlannedLine(spine, stations, number, page)
                number += 1

    def _first_operator(self, page: tuple[int, int]) -> int:
        """The first on a page in the order of the code, which pages follow."""
        pieces = self._pieces(*page)
        nodes = (one.use.node for spine, count, _ in pieces for one in spine.stations[:count])
        return min(nodes, default=len(self._measures.graph))

    def _cut_into_atoms(self) -> Iterator[Atom]:
        """A branch and the value that it is made of stay together."""
        for number, spine in enumerate(self._spines):
            count, start = len(spine.stations), 0
            for end in range(1, count + 1):
                if end == count or not spine.stations[end].branches:
                    yield number, start, end
                    start = end
            if not count:
                yield number, 0, 0

    def _attach(self) -> dict[tuple[int, int], list[int]]:
        """Short runs stand on the page where their result is used first, if it has room for them.

        They are no atoms of their own then, but go with that of their user.
        """
        atom_of = {
            use.node: atom
            for atom in self._atoms
            for station in self._spines[atom[0]].stations[atom[1] : atom[2]]
            for use in (station.use, *station.branches)
        }
        hosts: dict[int, Atom] = {}
        attached: dict[tuple[int, int], list[int]] = {}
        graph = self._measures.graph
        for number in reversed(range(len(self._spines) - 1)):
            spine = self._spines[number]
            if not 0 < len(spine.stations) <= _SHORT:
                continue
            leaving = graph.consumers[spine.stations[-1].use.node]
            users = [atom_of[edge.consumer] for edge in leaving if edge.consumer in atom_of]
            if not users:
                continue
            user = min(users)
            host = hosts.get(user[0], user)
            runs = [number, *attached.get(host[:2], ())]
            if self._height_of_pieces(self._with_runs(host, runs)) <= self._height:
                hosts[number] = host
                attached[host[:2]] = runs
        self._atoms = [atom for atom in self._atoms if atom[0] not in hosts]
        return attached

    def _with_runs(self, atom: Atom, runs: Sequence[int]) -> Iterator[_Piece]:
        """An atom as pieces of a page, with short runs before it."""
        for run in runs:
            yield self._spines[run], len(self._spines[run].stations), True
        number, start, end = atom
        yield self._piece(number, start), end - start, number < len(self._spines) - 1

    def _pages(self) -> list[tuple[int, int]]:
        """The first atom of each page, and the one after its last."""
        count = len(self._atoms)
        if self._fits(0, count):
            return [(0, count)]
        if count > _FEW:
            return list(self._filled())
        # From the end: the fewest pages, of these the least disturbing cuts, then equal pages.
        best: list[tuple[float, float, float, int]] = [(0.0, 0.0, 0.0, count)] * (count + 1)
        for start in reversed(range(count)):
            choices = []
            for end in range(start + 1, count + 1):
                full = self._height_of(start, end) / self._height
                if end > start + 1 and full > 1.0:
                    break
                pages, cuts, uneven, _ = best[end]
                cut = self._disturbance(end) if end < count else 0.0
                choices.append((pages + 1, cuts + cut, uneven + full * full, end))
            best[start] = min(choices)
        found, start = [], 0
        while start < count:
            found.append((start, best[start][3]))
            start = best[start][3]
        return found

    def _filled(self) -> Iterator[tuple[int, int]]:
        start, count = 0, len(self._atoms)
        while start < count:
            end = start + 1
            while end < count and self._fits(start, end + 1):
                end += 1
            yield start, end
            start = end

    def _disturbance(self, end: int) -> float:
        """How much it disturbs to end a page before this atom."""
        number, start, _ = self._atoms[end]
        if not start:
            return _AFTER_RUN
        graph, station = self._measures.graph, self._spines[number].stations[start]
        before, after = graph.nodes[station.main.node], graph.nodes[station.use.node]
        if not before.name:
            return _ANYWHERE
        hung = (*station.above, *station.below)
        is_layer = after.is_box or after.op.is_matrix_product
        has_leaf = any(graph.nodes[use.node].is_leaf for use in hung)
        return _AT_LAYER if is_layer and has_leaf else _AT_NAME

    def _fits(self, start: int, end: int) -> bool:
        return self._height_of(start, end) <= self._height

    def _height_of(self, start: int, end: int) -> float:
        return self._height_of_pieces(self._pieces(start, end)) if start < end else 0.0

    def _height_of_pieces(self, pieces: Iterable[_Piece]) -> float:
        heights = [
            max(line.up for line in row) + max(line.down for line in row)
            for row in (
                [self._size(spine, stations, len(stations)) for spine, stations in row]
                for row in self._rows(pieces)
            )
        ]
        return sum(heights) + GUTTER * (len(heights) - 1)

    def _rows(self, pieces: Iterable[_Piece]) -> Iterator[list[tuple[Spine, Sequence[Station]]]]:
        """The lines of a page, with short runs beside one another."""
        row: list[tuple[Spine, Sequence[Station]]] = []
        taken = 0.0
        for spine, count, is_side in pieces:
            lines = list(self._wrapped(spine, count))
            own = self._size(spine, lines[0], len(lines[0])).width
            is_beside = is_side and len(lines) == 1
            if not (is_beside and row and taken + BESIDE + own <= self._width):
                if row:
                    yield row
                row, taken = [], -BESIDE
            if is_beside:
                row.append((spine, lines[0]))
                taken += BESIDE + own
            else:
                yield from ([(spine, line)] for line in lines)
        if row:
            yield row

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
        """The runs of a page. The short ones come before those that use them."""
        for number, atoms in groupby(self._atoms[start:end], key=lambda atom: atom[0]):
            parts = list(atoms)
            for part in parts:
                for short in self._attached.get(part[:2], ()):
                    yield self._spines[short], len(self._spines[short].stations), True
            is_side = number < len(self._spines) - 1
            yield self._piece(number, parts[0][1]), parts[-1][2] - parts[0][1], is_side

    def _piece(self, number: int, start: int) -> Spine:
        """A spine from one of its stations on."""
        spine = self._spines[number]
        if not start:
            return spine
        if (number, start) not in self._continued:
            self._continued[number, start] = continued(spine, start)
        return self._continued[number, start]

    def _wrapped(self, spine: Spine, count: int) -> Iterator[Sequence[Station]]:
        """The first stations in lines: as many as fit, never between a branch and its source."""
        rest = spine.stations[:count]
        if not rest:
            yield []
        while rest:
            fitting = 1
            for end in range(2, len(rest) + 1):
                if end < len(rest) and rest[end].branches:
                    continue
                if self._size(spine, rest, end).width > self._width:
                    break
                fitting = end
            while fitting < len(rest) and rest[fitting].branches:
                fitting += 1
            yield rest[:fitting]
            rest = rest[fitting:]

    def _size(self, spine: Spine, stations: Sequence[Station], count: int) -> LineSize:
        """The size of the line that has the first so many of these stations."""
        key = id(stations[0]) if stations else id(spine)
        if key not in self._sizes:
            self._sizes[key] = LineSizes(spine, stations, self._measures)
        return self._sizes[key].of(stations[:count])
