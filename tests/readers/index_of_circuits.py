"""Circuits and small classifiers in the manner of the notes of cs231n."""

from __future__ import annotations

from tests.readers.reader_file import ReaderFile, Truth

KIND = "circuit"
# `dscores` is `probs` itself, so the gradients are read before the update, the loss is kept.
LINEAR = {"W": "dW", "b": "db", "X": "dscores @ W.T"}
HIDDEN = {"W": "dW", "b": "db", "W2": "dW2", "b2": "db2", "X": "dhidden @ W.T"}
TO_LOSS = ("hidden_layer = ", "loss = data_loss")

CIRCUITS = {
    "circuit_three_inputs.py": ReaderFile(
        KIND,
        "f",
        Truth({"x": "dfdx", "y": "dfdy", "z": "dfdz"}, ("q = ", "f = "), "f"),
    ),
    "circuit_sigmoid_neuron.py": ReaderFile(
        KIND, "f", Truth({"x": "dx", "w": "dw"}, ("dot = ", "f = "), "f")
    ),
    "circuit_staged.py": ReaderFile(
        KIND, "f", Truth({"x": "dx", "y": "dy"}, ("sigy = ", "f = "), "f")
    ),
    "circuit_matrix_product.py": ReaderFile(
        KIND, "D", Truth({"W": "dW", "X": "dX"}, ("D = ", "D = "), "D", upstream="dD")
    ),
    "circuit_softmax_then_hidden_layer.py": ReaderFile(
        KIND,
        "loss",
        Truth(LINEAR, ("scores = ", "loss = data_loss"), "loss", "W += ", 0),
        last=Truth(HIDDEN, TO_LOSS, "loss", "W += ", 1),
        # More gradients by hand than in a pass of the linear classifier.
        drawn=Truth(HIDDEN, TO_LOSS, "loss", "W += ", 1),
    ),
    "circuit_gates_and_numeric_check.py": ReaderFile(
        KIND,
        "f",
        Truth(
            {"x": "df_dx", "y": "df_dy", "z": "df_dz", "w": "df_dw"},
            ("f, q, m = ", "f, q, m = "),
            "f",
        ),
    ),
}
