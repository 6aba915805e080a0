"""Several outputs in one list of numbers, `outputs[0]`, `outputs[1]`: together they are the output.

A network in plain lists has no number that all of them go into where the code trains by its errors.
"""

from __future__ import annotations

import re
from importlib.util import find_spec

from graphviz_backprop.forward_passes.outputs.training_errors import TrainingErrors
from graphviz_backprop.forward_passes.passes.forward_pass import Pass
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.numpy_support import support
from graphviz_backprop.tracing.tape.record import Record

_INDEX = re.compile(r".*\[(\d+)\]")
_MOST = 1000


def join_outputs(one: Pass, errors: TrainingErrors) -> None:
    """Where the ends of a pass are all the numbers of one list, its output is their array.

    Without NumPy there is nothing that could hold it, and the pass stays as it is; so it does where
    the code does not train by the error of each.

    Args:
        one: the pass.
        errors: those of the run.
    """
    names = [_INDEX.fullmatch(binding.record.name) for binding in one.ends]
    places = [int(name[1]) for name in names if name]
    lists = {base(binding.record.name) for binding in one.ends}
    is_whole = len(lists) == 1 and sorted(places) == list(range(len(one.ends)))
    is_single = all(binding.record.is_single for binding in one.ends)
    if not (is_whole and is_single and 1 < len(one.ends) <= _MOST and find_spec("numpy")):
        return
    in_order = dict(zip(places, one.ends, strict=True))
    ends = [in_order[place] for place in range(len(places))]
    parts = errors.starts_of_list(ends, one.serials.stop)
    if parts:
        is_output = all(part is end.record for part, end in zip(parts, ends, strict=True))
        record = _joined(lists.pop() if is_output else "", parts)
        one.ends, one.incomplete_because = [Binding.where_made(record)], ""


def _joined(name: str, parts: list[Record]) -> Record:
    import numpy as np

    from graphviz_backprop.ops.arrays import NumpyCall, Slot
    from graphviz_backprop.tracing.arrays.array_record import ArrayRecord, array_op

    support()
    value = np.array([part.value for part in parts])
    value.setflags(write=False)
    call = NumpyCall(np.array, ([Slot(place) for place in range(len(parts))],), {}, ())
    record = ArrayRecord(array_op("array"), tuple(parts), value, call)
    record.stand_at(parts[-1])
    record.within = record.named_in  # the list is no part of what computed its last number
    record.name = name
    return record
