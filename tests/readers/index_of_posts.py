"""Posts in Markdown with fenced Python, explanations between, magics and shell lines."""

from __future__ import annotations

from tests.readers.reader_file import ReaderFile, Truth

KIND = "post in Markdown"
NEURON = ("xw0 = x[0] * w[0]", "y = max(z, 0)")
MOONS = ("W1", "b1", "W2", "b2")

POSTS = {
    "post_linear_regression.md": ReaderFile(
        KIND,
        "loss",
        Truth({"w": "dw", "b": "db"}, ("y_hat = w * x", "loss = "), "loss", "w = w - lr"),
        inputs=("x",),
    ),
    "post_chain_rule_neuron.md": ReaderFile(
        KIND,
        "y",
        Truth(
            {"x": "dx", "w": "dw", "b": "db"},
            NEURON,
            "y",
            "w[0] += ",
            upstream="dvalue",
        ),
        # `dvalue` is of the first pass; by hand for the neuron that is still active.
        last=Truth(
            {"x": "[2.0 * v for v in w]", "w": "[2.0 * v for v in x]", "b": "2.0"},
            NEURON,
            "y",
            upstream="2.0",
        ),
    ),
    "post_eleven_lines.md": ReaderFile(
        KIND,
        "l2",
        Truth(
            {"syn0": "l0.T.dot(l1_delta)", "syn1": "l1.T.dot(l2_delta)"},
            ("l0 = X", "l2 = "),
            "l2",
            "syn1 += ",
            upstream="l2_error",
        ),
    ),
    "post_moons_network.md": ReaderFile(
        KIND,
        "loss",
        Truth(
            {**{name: f"d{name}" for name in MOONS}, "X": "delta2 @ W1.T"},
            ("z1 = ", "loss = "),
            "loss",
            "W1 += ",
        ),
    ),
}
