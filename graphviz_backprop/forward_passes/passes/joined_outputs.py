"""Several outputs in one list of numbers, `outputs[0]`, `outputs[1]`: together they are the output.

So are the outputs of one layer's neurons, each called `a`, that are appended to a list.

A network in plain lists has no number that all of them go into where the code trains by its errors.
"""

from __future__ import annotations

import re
from importlib.util import find_spec

from graphviz_backprop.forward_passes.outputs.training_errors import TrainingErrors
from graphviz_backprop.forward_passes.passes.forward_pass import Pass
from graphviz_backprop.forward_passes.passes.neurons import NeuronBinding
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.numpy_support import support
from graphviz_backprop.tracing.tape.record import Record

_INDEX = re.compile(r".*\[(\d+)\]")
_MOST = 1000


def join_outputs(one: Pass, errors: TrainingErrors) -> None:
    """Where the ends of a pass are all numbers of one list or layer, its output is their array.

    Without NumPy there is nothing that could hold it, and the pass stays as it is; so it does where
    the code does not train by the error of each.

    Args:
        one: the pass.
        errors: those of the run.
    """
    ends = _in_order(one.ends)
    is_single = all(binding.record.is_single for binding in ends)
    if not (is_single and 1 < len(ends) <= _MOST and find_spec("numpy")):
        return
    parts = errors.starts_of_list(ends, one.serials.stop)
    if parts:
        is_output = all(part is end.record for part, end in zip(parts, ends, strict=True))
        record = _joined(_name(ends, one.results) if is_output else "", parts)
        one.ends, one.incomplete_because = [Binding.where_made(record)], ""


def _name(ends: list[Binding], results: list[Binding]) -> str:
    """The list that the code has them in last, `y = forward(x)`, else what each is called."""
    places = {f"[{place}]": end.record for place, end in enumerate(ends)}
    found: dict[str, set[str]] = {}
    for binding in results:
        name = base(binding.name)
        place = binding.name[len(name) :]
        if places.get(place) is binding.record:
            found.setdefault(name, set()).add(place)
    whole = [name for name, own in found.items() if len(own) == len(ends)]
    own_name = base(ends[0].record.name)
    return own_name if own_name in whole or not whole else whole[-1]


def _in_order(ends: list[Binding]) -> list[Binding]:
    """The numbers of one list by their places, or a layer's neurons; empty if they are neither."""
    if len({base(binding.record.name) for binding in ends}) != 1:
        return []
    names = [_INDEX.fullmatch(binding.record.name) for binding in ends]
    places = {int(name[1]): end for name, end in zip(names, ends, strict=True) if name}
    if sorted(places) == list(range(len(ends))):
        return [places[place] for place in range(len(ends))]
    return ends if all(isinstance(one, NeuronBinding) for one in ends[1:]) else []


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
