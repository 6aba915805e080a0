"""The choice of the output: that with which most of the code's gradients agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.differences import is_difference
from graphviz_backprop.checking.by_hand.names_of_losses import (
    is_error_name,
    is_final,
    is_loss,
    is_lowered,
    likelihood,
)
from graphviz_backprop.checking.by_hand.row_state import same
from graphviz_backprop.checking.by_hand.variables_of_rows import VariablesOfRows
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.error_targets import (
    is_cross_entropy,
    is_error,
    scale_of,
)
from graphviz_backprop.checking.outputs.left_out import (
    leave_inner,
    leave_no_losses,
    leave_read_errors,
)
from graphviz_backprop.checking.outputs.multiples import ratio
from graphviz_backprop.checking.outputs.outputs import Output, Outputs
from graphviz_backprop.checking.outputs.signs_of_outputs import leave_turned, turned_losses
from graphviz_backprop.checking.outputs.sums_of_outputs import losses_of_others, sums_for
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.nudges import Nudges, Variable
from graphviz_backprop.checking.watching.telling import Event

_SEED_ORDER = {"ones": 2, "declared": 3, "own": 1}
_MOST_ROWS = 60
_NEAR = 1e-3


class OutputChoice:
    """Tries each value before the derivatives as their output."""

    def __init__(
        self,
        outputs: Outputs,
        variables: VariablesOfRows,
        nudges: Nudges,
        sizes: dict[int, float],
        flow: Dataflow,
    ) -> None:
        self._flow, self._events = flow, variables.events
        self._outputs, self.variables = outputs, variables
        self._nudges, self._sizes = nudges, sizes
        self.agreeing_sites: set[int] = set()
        self._returned: set[Output] = set()
        self._turned: set[Output] = set()
        self._last: dict[tuple[int, str], Row] = {}
        self._slopes: list[Vector] = []  # that helpers give, as `sigmoid_prime`
        self._is_from_errors = False  # whether derivatives read what is called an error

    def choose(self, rows: list[Row], may_be_minus: bool = False) -> list[Output]:
        """Return the outputs, the one first with which most rows agree; each covers further ones.

        Args:
            rows: the derivatives.
            may_be_minus: whether the code adds what it computes to its parameters.
        """
        agreeing: dict[Output, dict[int, float]] = defaultdict(dict)
        reached: dict[Output, set[int]] = defaultdict(set)
        late: dict[Output, int] = {}
        named = {row.of.lower() for row in rows if row.of}
        firsts = {row.key: row for row in reversed(rows) if not row.is_helper}
        self._last = {row.key: row for row in rows}
        self._slopes = [row.value for row in rows if row.is_helper]
        strong = sorted(firsts.values(), key=lambda row: row.last.index)
        for row in strong[:_MOST_ROWS]:
            named_by = self.variables.of_row(row)
            for variable in named_by:
                self._try(row, variable, agreeing, reached, late)
            # `d_output` may be by the net input that the output is a function of.
            for variable in self.variables.of_call(named_by) if not (row.is_weak or row.of) else ():
                self._try(row, variable, agreeing, reached, late)
        for mean in self._returned:  # what is divided later is of the sum by itself
            of_sum = agreeing.get(replace(mean, scale=1.0), {})
            agreeing[mean] = {**of_sum, **agreeing[mean]}
        plain = max((sum(f.values()) for o, f in agreeing.items() if o.scale > 0), default=0.0)
        most = plain if plain >= 1 or may_be_minus else 0.0
        for output in list(late):
            own = sum(agreeing.get(output, {}).values())
            is_minus = output.scale < 0 and (most > own or not may_be_minus)
            is_times = not _is_of_error(output) and output.scale not in (1.0, -1.0)
            is_times = is_times and output not in self._returned
            if is_minus or is_times:
                last = late.pop(output)
                turned = replace(output, scale=-output.scale)
                if is_cross_entropy(output.seed) and turned not in late and not most:
                    late[turned] = last  # all that the code has is minus the gradient
                    reached[turned] = reached[output]
                    self._turned.add(turned)
        leave_turned(agreeing, late, strong, self._flow)
        leave_inner(late, agreeing, reached, named)
        leave_no_losses(late, named, self._events)
        if may_be_minus and not any(map(len, agreeing.values())):
            for turned, first in turned_losses(late, self._events):
                late[turned], reached[turned] = late[first], reached[first]
        written = {event.index for row in rows for event in row.events}
        behind = self._flow.ancestors(written)
        read = {name for row in rows for name in row.reads}
        self._is_from_errors = any(map(is_error_name, read))
        leave_read_errors(late, agreeing, named, behind, read)
        if not late:
            return []
        known, ends = set(late), {o for o, at in late.items() if self._is_plain(o, named, at)}
        rest = {row.last.site.number for row in strong}
        chosen: list[Output] = []
        while rest and late:

            def score(output: Output, rest: set[int] = rest) -> tuple[float, float, int]:
                own = {s: w for s, w in agreeing[output].items() if s in rest}
                value = sum(own.values()) + likelihood(output.name, named)
                value += 0.2 * (output in self._turned)
                value += 0.02 * len(reached[output]) / max(1, len(rest))
                usual = -1.0 if may_be_minus else 1.0
                plain = 1.0 if output.scale == usual else 0.5 if output.scale == 1.0 else 0.0
                return (value + 0.1 * plain, plain + _SEED_ORDER.get(output.seed, 0), late[output])

            best = max(late, key=score)
            if not chosen and not sum(agreeing[best].values()):
                usual = [o for o in late if self._is_plain(o, named, late[o])]
                unread = [o for o in usual if written.isdisjoint(self._flow.readers[late[o]])]
                # What only tells how well it goes is nothing that the derivatives come from.
                told = [o for o in unread if late[o] not in behind and is_lowered(o.name)]
                best = max(told or unread or usual or late, key=score)
            self.agreeing_sites |= {s for s, w in agreeing[best].items() if w > 0}
            covered = rest & {s for s, w in agreeing[best].items() if w > 0}
            is_plain_loss = is_loss(best.name) and (best.seed, best.scale) == ("ones", 1.0)
            if chosen and sum(agreeing[best][s] for s in covered) < (1 if is_plain_loss else 1.5):
                break
            is_read = not written.isdisjoint(self._flow.readers[late[best]])
            is_told = best.seed == "declared" or covered or likelihood(best.name, named)
            if is_read and not (chosen or is_told):
                break  # an error that the derivatives read, as `e` of `y - t`
            if not (chosen or covered or self._is_plain(best, named, late[best])):
                break
            chosen.append(best)
            before = self._flow.ancestors([late[best]])
            for other in list(late):  # one place starts from one gradient, at the end of its pass
                start = other.seed, other.scale
                is_same = other.site == best.site and start != (best.seed, best.scale)
                is_inner = other.site != best.site and late[other] in before
                if other != best and (is_same or is_inner):
                    del late[other]
            rest -= covered
            if not covered:
                break
        left = [r for r in strong if r.last.site.number in rest and (r.step or not r.is_weak)]
        chosen += losses_of_others(left, chosen, ends, reached)
        left = [row for row in left if not row.is_weak]
        return [*chosen, *sums_for(left, chosen, known, self._events)]

    def _is_plain(self, output: Output, named: set[str], at: int) -> bool:
        """True if it is the output although no derivative agrees: all of them may be wrong."""
        last = output.name.rpartition(".")[2]
        is_one = self._events[at].value.size == 1 and output.seed == "ones"
        is_named = last.lower() in named or is_loss(last)
        if is_cross_entropy(output.seed) and output.scale > 0.0:
            # Where the code takes the slope of the sigmoid there, it is another loss.
            slope = self._outputs.targets.slope_behind(self._events[at])
            return not any(same(slope, taken) for taken in self._slopes)
        is_usual = is_final(last) or self._outputs.is_end(at)
        is_usual = is_usual and (is_lowered(last) or not self._is_from_errors)
        return output.seed == "declared" or (is_one and (is_named or is_usual))

    def _try(
        self,
        row: Row,
        variable: Variable,
        agreeing: dict[Output, dict[int, float]],
        reached: dict[Output, set[int]],
        late: dict[Output, int],
    ) -> None:
        self._nudges.until = row.last.index
        moved = self._nudges.moved(variable)
        since = variable.event.index
        for place, events in self._outputs.places(row):
            last = events[-1]
            if last.index <= since or not any(e.index in moved for e in events):
                continue
            for seed in self._outputs.seeds(events, row):
                output = Output(place.site, place.name, place.back, seed)
                late[output] = max(late.get(output, 0), last.index)
                reached[output].add(row.last.site.number)
                functional = self._outputs.functional(output, row, since)
                if functional is None:
                    continue
                is_returned = False
                times = ratio(row, variable, functional, self._nudges, self._sizes)
                if not times:
                    continue
                scale: float | None
                if row.step and seed in ("ones", "declared"):
                    scale = 1.0 if times > 0 else -1.0
                elif is_error(seed) or (seed == "own" and is_difference(last.site.value)):
                    scale = scale_of(times, self._outputs.counts)
                else:
                    scale = self._nice(times)
                    share = self._returned_share(last, times) if seed == "ones" else None
                    is_returned = scale is None and share is not None
                    times = share if is_returned and share is not None else times
                    if row.is_unit and scale is None and abs(abs(times) - 0.5) < 1e-4:
                        scale, is_returned = 0.5 if times > 0 else -0.5, True  # of half a square
                    scale = times if is_returned and not row.is_unit else scale
                    scale = None if scale != 1.0 and seed != "ones" else scale
                is_guessed = seed not in ("ones", "declared")
                is_of = row.of and row.of.lower() == last.name.rpartition(".")[2].lower()
                if scale is not None and scale < 0 and is_of and not is_lowered(last.name):
                    continue  # `dy_dw` has no minus; `dE_dw` may have that of the step
                if scale is None or (is_guessed and not self._holds(row, output, times)):
                    continue
                output = Output(place.site, place.name, place.back, seed, scale)
                if is_returned:
                    self._returned.add(output)
                late[output] = max(late.get(output, 0), last.index)
                weight = 0.5 if row.is_weak else 1.0
                table = agreeing[output]
                table[row.last.site.number] = max(table.get(row.last.site.number, 0.0), weight)

    def _holds(self, row: Row, output: Output, times: float) -> bool:
        """True unless the last round of a loop has it otherwise: the first may be so by chance.

        Where all weights start at zero, a sigmoid's slope is 1/4 for each sample; so is a mean
        over four of them.
        """
        last = self._last.get(row.key, row)
        if last is row:
            return True
        until, self._nudges.until = self._nudges.until, last.last.index
        found = [
            ratio(last, variable, functional, self._nudges, self._sizes)
            for variable in self.variables.of_row(last)
            if (functional := self._outputs.functional(output, last, variable.event.index))
        ]
        self._nudges.until = until
        return any(one and abs(one - times) <= _NEAR * abs(times) for one in found)

    def _returned_share(self, event: Event, times: float) -> float | None:
        """How many times a value a function returns, if about so many: `return total / n`."""
        for reader in self._flow.readers[event.index]:
            other = self._events[reader]
            if other.site.kind == "return" and other.value.size == event.value.size == 1:
                returned, value = float(other.value[0]), float(event.value[0])
                if abs(returned - times * value) <= 1e-5 * abs(returned):
                    return float(f"{returned / value:.10g}")  # one number for all that agree
        return None

    def _nice(self, times: float) -> float | None:
        if abs(times - 1.0) < 1e-4:
            return 1.0
        for count in self._outputs.counts:
            for one in (count, -count):
                if abs(times - one) < 1e-4 * count:
                    return float(one)
        return -1.0 if abs(times + 1.0) < 1e-4 else None


def _is_of_error(output: Output) -> bool:
    """True if it is half a squared error, that may be taken twice or as a mean."""
    return is_error(output.seed) or (output.seed == "own" and output.scale != 1.0)
