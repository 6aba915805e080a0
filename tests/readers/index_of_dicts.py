"""Networks with their parameters in a dict, examples in columns, and a cache for the way back."""

from __future__ import annotations

from tests.readers.reader_file import ReaderFile, Truth

KIND = "parameters in a dict"
FOUR = ("W1", "b1", "W2", "b2")


def entries(names: str, parameters: str = "parameters") -> dict[str, str]:
    """Return the expressions of the gradients in `grads`, by the entries of the dict."""
    return {f"{parameters}['{name}']": f"grads['d{name}']" for name in names.split()}


DICTS = {
    # Each is first called W1, in the function that makes it: the first name counts.
    "dict_planar_two_layers.py": ReaderFile(
        KIND,
        "cost",
        Truth(
            {name: f"grads['d{name}']" for name in FOUR},
            ("A2, cache = forward", "cost = compute"),
            "cost",
            "parameters = update_parameters(",
            stored={name: f"parameters['{name}']" for name in FOUR},
        ),
        inputs=("X", "Y"),
    ),
    "dict_deep_network.py": ReaderFile(
        KIND,
        "cost",
        Truth(
            # Not divided by m until the weights, as the dA of this way of writing are.
            {**entries("W1 b1 W2 b2 W3 b3"), "train_x": "grads['dA0'] / train_x.shape[1]"},
            ("AL, caches = ", "cost = compute_cost"),
            "cost",
            "parameters = update_parameters(parameters",
        ),
    ),
    "dict_logistic_regression.py": ReaderFile(
        KIND,
        "cost",
        Truth({"w": "dw", "b": "db"}, ("grads, cost = ", "grads, cost"), "cost", "w = w -"),
    ),
    "dict_regularised_cost.py": ReaderFile(
        KIND,
        "cost",
        Truth(
            entries("W1 b1 W2 b2 W3 b3"),
            ("A3, cache = forward", "cost = compute_cost"),
            "cost",
            "parameters = update_parameters(",
        ),
        inputs=("train_X",),
    ),
    "dict_mini_batches_adam.py": ReaderFile(
        KIND,
        "cost",
        Truth(entries("W1 b1 W2 b2"), ("a2, caches = ", "cost = "), "cost", "t = t + 1"),
        inputs=("X", "Y"),
    ),
    "dict_softmax_columns.py": ReaderFile(
        KIND,
        "cost",
        Truth(
            {**entries("W1 b1 W2 b2", "params"), "X": "grads['dX']"},
            ("A2, cache = forward", "cost = "),
            "cost",
            "params = {name: ",
        ),
    ),
}
