"""Inputs not right yet, each with what comes of it today; a mend removes its line."""

from __future__ import annotations

AWAITED = {
    "appended_10500_times": "not ready within the time",
    "backprop_with_deltas_of_columns": "the output is nabla_w[1], not activation",
    "comprehension_of_12000_with_a_mean": "no gradient stands at data",
    "dict_of_two_long_lists": "the inputs are ['k'], not ['k', 'table['x']']",
    "difference_as_the_first_factor": "a caption holds keep - 2.0 *",
    "difference_that_is_taken_away": "a caption holds - p - q",
    "endless_loop_is_listed": "no line lists loss",
    "function_called_very_often": "not ready within the time",
    "inverted_dropout_mask": "a caption holds / 1 - rate",
    "list_of_11000_into_numpy": "no gradient stands at readings",
    "loop_variable_as_input": "two inputs have one name: ['total', 'factor', 'factor', 'factor']",
    "max_and_sum_over_long_iterators": "not ready within the time",
    "max_replaced_in_builtins": "refused: the code ended Python itself, with status 1, before ..",
    "mean_of_500_squares": "a caption holds vanish",
    "million_in_a_function": "not ready within the time",
    "million_zipped_with_itself": "the inputs are ['rate'], not ['rate', 'values']",
    "name_given_three_times": "two inputs have one name: ['w', 'w', 'w']",
    "nested_loops_then_a_late_result": "not ready within the time",
    "node_class_with_forward_gates": "the output is out.value, not ..",
    "parameter_of_two_calls_with_numbers": "two inputs have one name: ['v', 'v']",
    "percent_time_in_a_cell": "no line says time, line 4",
    "perf_counter_around_a_loop": "the outputs are ('spent',), not ('y',)",
    "scalars_in_a_list_and_a_number_from_the_left": "the output is self.data, not loss",
    "sleeping_loop_is_stopped": "the outputs are (), not ('loss',)",
    "sum_as_an_exponent": "a caption holds ** n + 1.0",
    "while_loop_of_half_a_million": "not ready within the time",
}
