"""Notebooks with a `Value` class, as micrograd has it: the inputs have the names of the objects."""

from __future__ import annotations

from tests.readers.reader_file import ReaderFile, Truth, objects

KIND = "notebook with a Value class"
NEURON = objects("x1 x2 w1 w2 b")


def value(
    output: str, gradients: dict[str, str], forward: tuple[str, str], before: str = "", nth: int = 0
) -> Truth:
    """Return the truth of a pass whose objects keep their numbers in `data`."""
    return Truth(gradients, forward, f"{output}.data", before, nth, attribute=".data")


VALUES = {
    "value_expression.ipynb": ReaderFile(
        KIND, "L", value("L", objects("a b c k"), ("e = a*b", "L = d * k"), "L._op")
    ),
    "value_neuron_twice.ipynb": ReaderFile(
        KIND,
        "o",
        value("o", NEURON, ("x1w1 = x1*w1", "o = n.tanh()"), "print(o.data"),
        Truth(NEURON, ("x1w1 = x1*w1", "o = (e"), "o.data", forward_nth=1, attribute=".data"),
    ),
    "value_mlp.ipynb": ReaderFile(
        KIND,
        "loss",
        value(
            "loss",
            objects(
                "n.layers[0].neurons[1].w[2] n.layers[0].neurons[3].b n.layers[1].neurons[0].w[0] "
                "n.layers[1].neurons[2].b n.layers[2].neurons[0].w[3] n.layers[2].neurons[0].b"
            ),
            ("ypred = [", "loss = sum("),
            "for p in n.parameters():",
            nth=1,
        ),
    ),
    "value_grad_by_hand.ipynb": ReaderFile(
        KIND, "o", value("o", NEURON, ("x1w1 = x1 * w1", "o = n.tanh()"))
    ),
    "value_logistic.ipynb": ReaderFile(
        KIND,
        "loss",
        value("loss", objects("w1 w2 b"), ("loss = 0", "loss = loss * "), "losses.append("),
    ),
    "value_max_margin.ipynb": ReaderFile(
        KIND,
        "total_loss",
        value(
            "total_loss",
            objects(
                "model.layers[0].neurons[0].w[0] model.layers[0].neurons[5].w[1] "
                "model.layers[0].neurons[2].b model.layers[1].neurons[0].w[4] "
                "model.layers[1].neurons[0].b"
            ),
            ("total_loss, acc = loss()", "total_loss, acc"),
            "learning_rate = ",
        ),
    ),
}
