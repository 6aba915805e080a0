"""The hooks of loops: recording sleeps between those rounds that are recorded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import CellType, FrameType
from typing import Any

from graphviz_backprop.tracing.rounds.compared_rounds import Loop
from graphviz_backprop.tracing.rounds.comparison import Comparison, Judge
from graphviz_backprop.tracing.rounds.held_values import HeldValues, without_record
from graphviz_backprop.tracing.rounds.idle_rounds import note_changes
from graphviz_backprop.tracing.rounds.long_chains import go_on_from
from graphviz_backprop.tracing.rounds.named_lists import name_of_long_list
from graphviz_backprop.tracing.rounds.round_content import begun_content, content_of
from graphviz_backprop.tracing.rounds.schedule import COMPARED, Schedule, count_rounds
from graphviz_backprop.tracing.rounds.timing import timing
from graphviz_backprop.tracing.syntax.expressions import hook
from graphviz_backprop.tracing.tape.gap import Gap, LongChain
from graphviz_backprop.tracing.tape.record import next_serial, take_back_serial
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session

# These have no record; nor have their parts, as far as a loop variable is concerned.
_PLAIN = frozenset((int, float, str, list, dict))


class Rounds:
    """Puts recording to sleep and wakes it.

    Attributes:
        builtins: the names that the reader's cells find the hooks under.
        module: the variables of `__main__`.
        awake: the cell in which the reader's functions look whether they are recorded.
    """

    def __init__(self, session: Session, judge: Judge, schedule: Schedule) -> None:
        self.builtins: dict[str, Any] = {}
        self.module: dict[str, Any] = {}
        self.awake = CellType(True)
        self._session = session
        self._comparison = Comparison(session, judge, schedule)
        self._schedule = schedule
        self._sleeper: Loop | None = None
        self._held: HeldValues | None = None
        self._whiles: dict[tuple[int, int], Loop] = {}
        self._told: set[int] = set()  # the lines of loops whose last round is said to be missing

    def hooks(self) -> dict[str, Any]:
        """The hooks by their names in the reader's code."""
        return {
            hook("awake"): True,
            hook("rounds"): self.rounds,
            hook("while_round"): self.while_round,
            hook("while_end"): self.while_end,
        }

    def rounds(self, iterable: Iterable[Any], target: str) -> Iterator[Any]:
        """The iterable of a `for`, wrapped."""
        frame = sys._getframe(1)
        if RECORDING.is_asleep or self._session.is_dormant or self._is_of_number(frame):
            return iter(iterable)
        name = name_of_long_list(iterable, frame)
        if name:
            self._session.bind(name, iterable)
        total = count_rounds(iterable)
        loop = Loop(target, frame.f_lineno, total)
        known = self._comparison.known.get((frame.f_code.co_filename, frame.f_lineno))
        # A loop of very few rounds is recorded in full each time.
        if known is not None and known.number > COMPARED:
            loop.rhythm, loop.usual, loop.is_known = known.rhythm, known.usual, True
        return self._each(iter(iterable), loop)

    def _is_of_number(self, frame: FrameType) -> bool:
        """True if a loop is in a method of numbers, such as `backward`: it is part of a round."""
        return self._session.carriers.classes.is_inside(frame.f_code)

    def _each(self, iterator: Iterator[Any], loop: Loop) -> Iterator[Any]:
        try:
            while True:
                self._begin(loop, sys._getframe(1))
                try:
                    value = next(iterator)
                except StopIteration:
                    loop.number -= 1
                    return
                if self._sleeper is not loop:
                    yield without_record(value) if RECORDING.is_asleep else value
                    continue
                yield without_record(value)
                count = loop.number
                for value in islice(iterator, self._next_recorded(loop) - count - 1):
                    count += 1
                    loop.number = count
                    yield value if type(value) in _PLAIN else without_record(value)
        finally:
            self._end(loop)

    def while_round(self, key: int) -> None:
        """A round of a `while` begins."""
        frame = sys._getframe(1)
        place = key, id(frame)
        loop = self._whiles.get(place)
        if loop is None:
            if RECORDING.is_asleep or self._is_of_number(frame):
                return
            loop = self._whiles[place] = Loop("", frame.f_lineno, None)
        self._begin(loop, frame)

    def while_end(self, key: int) -> None:
        """A `while` has ended, in whatever way."""
        loop = self._whiles.pop((key, id(sys._getframe(1))), None)
        if loop is not None:
            self._end(loop)

    def _begin(self, loop: Loop, frame: FrameType) -> None:
        """The next round: is it recorded?"""
        loop.number += 1
        number = loop.number
        if self._sleeper is loop:
            if not self._is_recorded(loop):
                return
            self._wake(number - 1)
        elif RECORDING.is_asleep or self._session.is_dormant or self._schedule.never_sleeps:
            return
        elif loop.rhythm is not None:
            if number > 1:
                self._check(loop, number - 1)
            if not self._is_recorded(loop):
                self._sleep(loop, frame)
                return
        elif (
            number >= loop.next_look
            and self._comparison.is_alike(loop, frame, self.module)
            and not self._is_recorded(loop)
        ):
            self._sleep(loop, frame)
            return
        loop.start = next_serial()
        if loop.rhythm is None:
            if loop.has_empty_rounds(loop.start):  # `while True: pass` runs without end
                loop.empty += 1
                take_back_serial()
                loop.start = loop.marks[-1]
            else:
                loop.marks.append(loop.start)
        loop.bindings = len(self._session.bindings)

    def _next_recorded(self, loop: Loop) -> int:
        """The number of the next round that is recorded; a very large one where none is known."""
        rhythm, wanted = loop.rhythm, self._schedule.pass_number
        if rhythm is not None and not rhythm.passes:
            return self._schedule.next_asked(loop.number)
        following = self._schedule.next_recorded(loop.number, loop.total, loop.is_known)
        if rhythm is not None and wanted:
            holds_it = loop.compared + (wanted - rhythm.first) // rhythm.passes
            following = min(following, holds_it) if holds_it > loop.number else following
        return following

    def _is_recorded(self, loop: Loop) -> bool:
        rhythm, wanted = loop.rhythm, self._schedule.pass_number
        if rhythm is not None and not rhythm.passes:
            return loop.number in self._schedule.asked
        if self._schedule.is_recorded(loop.number, loop.total, loop.is_known):
            return True
        if rhythm is None or not wanted or not rhythm.passes:
            return False
        first = rhythm.first + (loop.number - loop.compared) * rhythm.passes
        return first <= wanted < first + rhythm.passes

    def _check(self, loop: Loop, number: int, is_last: bool = False) -> None:
        """Leave a round out that lacks what the others hold; the last may have been broken off."""
        content = content_of(self._session, range(loop.start, next_serial()), loop.bindings)
        usual = loop.usual
        if usual is None or usual <= content or not (loop.rhythm and loop.rhythm.passes):
            return
        if not content.names:  # the loop has ended: there is no further round
            return
        if is_last and begun_content(self._session, loop.marks, content) <= content:
            return
        lacks = sorted((usual.names - content.names) | (usual.inputs - content.inputs))
        del self._session.bindings[loop.bindings :]
        self._session.gaps.append(self._gap(loop, number, number))
        self._session.notes.append(
            f"round {number} of the loop at line {loop.line} is left out: it differs "
            f"from the first ones in {', '.join(lacks[:4])}"
        )

    def _gap(self, loop: Loop, first: int, last: int) -> Gap:
        passes = loop.rhythm.passes if loop.rhythm else 0
        count = (last - first + 1) * passes
        return Gap(next_serial(), first, last, count, loop.target, loop.line)

    def _sleep(self, loop: Loop, frame: FrameType | None) -> None:
        self._sleeper = loop
        loop.slept_from = loop.number
        self._held = HeldValues(self._session, frame, self.module)
        self._held.strip()
        self._set_awake(False)

    def _wake(self, last: int) -> None:
        """Record again; rounds as far as `last` were not recorded."""
        loop, held = self._sleeper, self._held
        assert loop is not None
        assert held is not None
        self._sleeper = self._held = None
        self._set_awake(True)
        if last >= loop.slept_from and loop.rhythm is not None and loop.rhythm.passes:
            self._session.gaps.append(self._gap(loop, loop.slept_from, last))
        is_repetition = loop.rhythm is not None and loop.rhythm.is_repetition
        if loop.is_chain:
            woken = held.trace(since=loop.marks[0])
            go_on_from(self._session, woken)
            chain = LongChain(loop.slept_from, last, loop.line, tuple(woken))
            self._session.chains.append(chain)
            return
        woken = held.trace(keeps_equal=is_repetition)
        if is_repetition:
            note_changes(self._session, woken, loop.line)

    def nap(self, frame: FrameType | None) -> bool:
        """Let recording sleep, unless it does already; true if it has been awake."""
        if RECORDING.is_asleep or self._schedule.never_sleeps:
            return False
        self._sleep(Loop("", 0, None), frame)
        return True

    def end_nap(self) -> None:
        """Let recording go on."""
        if self._sleeper is not None:
            self._wake(0)

    def timing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function of `timeit`, of whose calls only the first is recorded."""
        return timing(self, function)

    def _set_awake(self, is_awake: bool) -> None:
        RECORDING.is_asleep = not is_awake
        self.awake.cell_contents = is_awake
        self.builtins[hook("awake")] = is_awake

    def _end(self, loop: Loop) -> None:
        """A loop has ended; recording goes on."""
        if self._sleeper is loop:
            self._tell_of_last(loop)
            self._wake(loop.number)
        elif loop.rhythm is not None and not RECORDING.is_asleep:
            self._check(loop, loop.number, is_last=True)

    def _tell_of_last(self, loop: Loop) -> None:
        """Say that the last round is not recorded: nobody knew that it would be the last."""
        has_passes = loop.rhythm is not None and loop.rhythm.passes
        is_recorded = loop.number < loop.slept_from
        if is_recorded or not has_passes or not self._schedule.wants_last:
            return
        if loop.line not in self._told:
            self._told.add(loop.line)
            self._session.notes.append(
                f"round {loop.number} of the loop at line {loop.line} was its last, which nobody "
                f"knew before: it is not recorded; --rounds {loop.number} records it"
            )

    def stop(self) -> None:
        """The run is over, in whatever way."""
        self._set_awake(True)
        self._sleeper = self._held = None
