"""Inputs not right yet, each with what comes of it today; a mend removes its line."""

from __future__ import annotations

AWAITED = {
    "backprop_with_deltas_of_columns": "the output is nabla_w[1], not activation",
    "percent_time_in_a_cell": "no line says time, line 4",
    "scalars_in_a_list_and_a_number_from_the_left": "the output is self.data, not loss",
}
