"""Inputs not right yet, each with what comes of it today; a mend removes its line."""

from __future__ import annotations

AWAITED = {
    "appended_10500_times": "not ready within the time",
    "backprop_with_deltas_of_columns": "the output is nabla_w[1], not activation",
    "million_in_a_function": "not ready within the time",
    "million_zipped_with_itself": "the inputs are ['rate'], not ['rate', 'values']",
    "percent_time_in_a_cell": "no line says time, line 4",
    "scalars_in_a_list_and_a_number_from_the_left": "the output is self.data, not loss",
}
