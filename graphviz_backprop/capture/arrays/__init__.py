"""The reader's NumPy under the trace: arrays and NumPy numbers that carry their records."""

from graphviz_backprop.capture.arrays import scalars as scalars
from graphviz_backprop.capture.arrays.arithmetic import arithmetic, grown
from graphviz_backprop.capture.arrays.array_record import ArrayRecord
from graphviz_backprop.capture.arrays.expand import expand, numbers
from graphviz_backprop.capture.arrays.function import called
from graphviz_backprop.capture.arrays.lower import lower
from graphviz_backprop.capture.arrays.naming import (
    is_new,
    is_plain_integer,
    name_input,
    opaque_result,
    record_of_known,
)
from graphviz_backprop.capture.arrays.traced_array import TracedArray, plain_array, traced_array

__all__ = [
    "ArrayRecord",
    "TracedArray",
    "arithmetic",
    "called",
    "expand",
    "grown",
    "is_new",
    "is_plain_integer",
    "lower",
    "name_input",
    "numbers",
    "opaque_result",
    "plain_array",
    "record_of_known",
    "traced_array",
]
