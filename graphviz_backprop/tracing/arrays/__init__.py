"""The reader's NumPy under the trace: arrays and NumPy numbers that carry their records."""

from graphviz_backprop.tracing.arrays import scalars as scalars
from graphviz_backprop.tracing.arrays.alike_terms import array_of_samples, number_of_list
from graphviz_backprop.tracing.arrays.array_record import ArrayRecord
from graphviz_backprop.tracing.arrays.list_as_array import input_of_list, reduced
from graphviz_backprop.tracing.arrays.memory import track
from graphviz_backprop.tracing.arrays.name_input import (
    is_new,
    is_plain_integer,
    name_input,
    opaque_result,
    record_of_known,
)
from graphviz_backprop.tracing.arrays.numpy_callee import apply, numpy_callee
from graphviz_backprop.tracing.arrays.operators import arithmetic, start_of_sum
from graphviz_backprop.tracing.arrays.renewed import renew_changed
from graphviz_backprop.tracing.arrays.traced_array import TracedArray, plain_array, traced_array

__all__ = [
    "ArrayRecord",
    "TracedArray",
    "apply",
    "arithmetic",
    "array_of_samples",
    "input_of_list",
    "is_new",
    "is_plain_integer",
    "name_input",
    "number_of_list",
    "numpy_callee",
    "opaque_result",
    "plain_array",
    "record_of_known",
    "reduced",
    "renew_changed",
    "start_of_sum",
    "traced_array",
    "track",
]
