"""Each kind of file that once failed, in inputs of our own: right, or a line says what is not."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from tests.conftest import MANY
from tests.kinds.awaited import AWAITED
from tests.kinds.example import Command, Example
from tests.kinds.judge import command_complaints, complaints, run_example

GROUPS = [
    "which_output",
    "helpers_and_updates",
    "backward_functions",
    "decisions_and_checks",
    "drawn_between_bounds",
    "hidden_results",
    "upstream_seed",
    "backward_alone",
    "reader_names",
    "value_classes",
    "trained_values",
    "errors_before_gradients",
    "errors_sent_back",
    "gradients_by_use",
    "gradients_in_other_words",
    "first_weights",
    "which_pass",
    "networks_without_loss",
    "running_losses",
    "running_means",
    "late_rounds",
    "in_place",
    "lost_values",
    "lost_types",
    "long_lists",
    "training_runs",
    "first_gradients",
    "carried_arrays",
    "lists_and_backprop",
    "beside_the_training",
    "commands_and_errors",
    "questions_asked",
    "captions_said",
    "plain_python",
    "replaced_functions",
    "hard_texts",
    "without_names",
    "tested_networks",
    "trained_by_errors",
    "started_values",
    "functions_of_gradients",
    "names_that_stay",
    "operations_as_functions",
    "arguments_and_attributes",
    "data_class_fields",
    "updated_tables",
    "prepared_data",
    "neurons_as_objects",
    "outputs_for_gradients",
    "losses_elsewhere",
    "trainings_slept_through",
    "shown_parts",
    "written_relus",
    "reshaped_losses",
    "rounds_told_apart",
    "ends_of_backward_passes",
    "objects_and_costs",
    "checked_parameters",
    "told_measures",
    "losses_of_absolute_errors",
    "losses_apart",
    "places_beside_a_loss",
    "outputs_in_a_list",
    "differences_from_zero",
    "moved_numbers",
    "sent_back_unnamed",
    "divided_later",
    "compared_margins",
    "roots_in_updates",
    "neurons_of_one_name",
    "costs_only_shown",
    "nets_in_turn",
]
KINDS_OF = {group: importlib.import_module(f"tests.kinds.{group}").KINDS for group in GROUPS}
KINDS = {
    f"{group}: {kind}": examples
    for group, kinds in KINDS_OF.items()
    for kind, examples in kinds.items()
}
EVERY = {example.name: example for examples in KINDS.values() for example in examples}
EXAMPLES = {name: example for name, example in EVERY.items() if isinstance(example, Example)}
COMMANDS = {name: command for name, command in EVERY.items() if isinstance(command, Command)}
# They take seconds, and other first inputs tell as much.
SLOW = frozenset(
    (
        "zipped_lists_of_200000",
        "while_loop_of_half_a_million",
        "delta_rule_with_tanh",
        "smoothed_loss_beside_a_functions_loss",
        "layers_updated_in_place",
        "a_tensor_class_whose_data_gathers_gradients",
        "ring_of_tanh_last_round",
        "best_iteration_of_the_lowest_loss",
        "smoothed_loss_of_a_training",
        "two_parameters_of_a_layer",
        "softmax_regression_last_epoch",
        "squared_gradients_that_the_update_uses",
        "embedding_rows_of_a_late_round",
        "comprehension_of_12000_with_a_mean",
        "an_optimizer_that_sets_what_it_updates",
        "backprop_with_nablas_and_batches",
        "network_of_dicts_updated_by_sample",
        "factors_whose_rows_get_new_values",
    )
)
AMONG_TWO = {one.name for examples in KINDS.values() for one in examples[:2]}
# One of every second group runs with the README's tests, the others are long.
QUICK = {
    next(one.name for examples in kinds.values() for one in examples if one.name not in SLOW)
    for kinds in [*KINDS_OF.values()][::2]
}


def marks_of(name, awaited):
    """What is awaited has to fail until its line goes."""
    if name in awaited:
        # A faster machine may be ready in time.
        yield pytest.mark.xfail(reason=awaited[name], strict="within the time" not in awaited[name])
    if name in awaited or name not in QUICK:
        yield pytest.mark.long


def awaiting(names, awaited):
    """The names as parameters; what a kind has beyond two only where many are asked for."""
    asked = names if MANY else [name for name in names if name in AMONG_TWO or name in awaited]
    return [pytest.param(name, marks=[*marks_of(name, awaited)]) for name in asked]


def plain_print(example, folder):
    done = subprocess.run(
        [sys.executable, example.file], cwd=folder, capture_output=True, text=True, timeout=60
    )
    return done.stdout


@pytest.mark.parametrize("name", awaiting(EXAMPLES, AWAITED))
def test_an_input_is_drawn_as_its_reader_means_it_or_a_line_says_why_not(name, tmp_path):
    example = EXAMPLES[name]
    outcome = run_example(example, tmp_path)
    assert complaints(example, outcome) == []
    if example.prints and example.file.endswith(".py") and "print(" in example.code:
        assert outcome.printed == plain_print(example, tmp_path)


@pytest.mark.parametrize("name", awaiting(COMMANDS, AWAITED))
def test_a_command_ends_as_its_user_expects(name, tmp_path):
    assert command_complaints(COMMANDS[name], tmp_path) == []


def test_each_kind_has_three_inputs_or_more_and_each_name_is_used_once():
    assert [kind for kind, examples in KINDS.items() if len(examples) < 3] == []
    assert len(EVERY) == sum(map(len, KINDS.values()))


def test_what_is_awaited_is_an_input():
    assert set(AWAITED) <= set(EVERY)
