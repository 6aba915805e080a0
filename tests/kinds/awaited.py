"""Inputs not right yet, each with what comes of it today; a mend removes its line."""

from __future__ import annotations

AWAITED = {
    "appended_10500_times": "not ready within the time",
    "million_in_a_function": "not ready within the time",
    "million_zipped_with_itself": "the inputs are ['rate'], not ['rate', 'values']",
    "while_loop_of_half_a_million": "not ready within the time",
    "nested_loops_then_a_late_result": "not ready within the time",
    "function_called_very_often": "not ready within the time",
    "max_and_sum_over_long_iterators": "not ready within the time",
}
