"""The index of all files, and which of them are not right yet."""

from __future__ import annotations

from tests.readers.index_of_circuits import CIRCUITS
from tests.readers.index_of_columns import COLUMNS, LIST_NETWORKS
from tests.readers.index_of_dicts import DICTS
from tests.readers.index_of_posts import POSTS
from tests.readers.index_of_scripts import SCRIPTS
from tests.readers.index_of_values import VALUES

READER_FILES = SCRIPTS | VALUES | CIRCUITS | DICTS | COLUMNS | LIST_NETWORKS | POSTS
LONG = "the training loop does not end in time"
# What is not right yet without an option, and with pass 1: the test says so as soon as it is.
AWAITED: dict[str, str] = {
    "circuit_softmax_then_hidden_layer.py": f"{LONG}; not X but r and t are inputs",
    "circuit_gates_and_numeric_check.py": "a numeric slope is taken for the output",
    "dict_planar_two_layers.py": LONG,
    "dict_deep_network.py": f"{LONG}; parameters['W' + str(l)] = … are lost or have this name",
    "dict_logistic_regression.py": LONG,
    "dict_regularised_cost.py": f"{LONG}; parameters[f'W{{l}}'] = … are lost or have this name",
    "dict_mini_batches_adam.py": LONG,
    "dict_softmax_columns.py": f"{LONG}; not X but what it is generated from is an input",
    "columns_sgd_mini_batches.py": "a one-hot target, filled in place, is taken for the output",
    "columns_cross_entropy.py": f"{LONG}; not the cost but delta is taken for the output",
    "lists_matrix_functions.py": f"{LONG}; dZ2[0][0], … are taken for results beside the loss",
}
# The same with the last pass.
NOT_YET = "its last pass is not right yet, or not ready in time"
AWAITED_LAST: dict[str, str] = {
    "circuit_gates_and_numeric_check.py": NOT_YET,
    "circuit_softmax_then_hidden_layer.py": NOT_YET,
    "columns_cross_entropy.py": NOT_YET,
    "columns_functions_and_lists.py": NOT_YET,
    "columns_sgd_mini_batches.py": NOT_YET,
    "dict_deep_network.py": NOT_YET,
    "dict_mini_batches_adam.py": NOT_YET,
    "dict_planar_two_layers.py": NOT_YET,
    "dict_regularised_cost.py": NOT_YET,
    "dict_softmax_columns.py": NOT_YET,
    "lists_matrix_functions.py": NOT_YET,
    "lists_one_neuron.py": NOT_YET,
}
