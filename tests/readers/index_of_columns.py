"""Networks of column vectors, `nabla_b` and `nabla_w`, and networks of plain lists."""

from __future__ import annotations

from tests.readers.reader_file import ReaderFile, Truth

KIND = "columns and nablas"
LISTS = "plain lists"


def nablas(owner: str) -> dict[str, str]:
    """Return the expressions of the gradients of two layers in lists of arrays."""
    return {
        f"{owner}{kind}[{layer}]": f"nabla_{kind[0]}[{layer}]"
        for kind in ("weights", "biases")
        for layer in range(2)
    }


COLUMNS = {
    "columns_sgd_mini_batches.py": ReaderFile(
        KIND,
        "activation",
        Truth(
            nablas("net."),
            ("activation = x", "activations.append("),
            "activation",
            "return (nabla_b, nabla_w)",
            upstream="activations[-1] - y",
        ),
    ),
    "columns_cross_entropy.py": ReaderFile(
        KIND,
        "cost",
        Truth(
            {**nablas("net."), "data": "self.weights[0].T @ delta"},
            ("activation = x", "cost = self.cost.fn"),
            "cost",
            "return cost, nabla_b",
        ),
    ),
    "columns_error_then_delta.py": ReaderFile(
        KIND,
        "cost",
        Truth(
            {**nablas("net."), "x": "self.weights[0].T @ delta"},
            ("activation = x", "cost = 0.5"),
            "cost",
            "return nabla_b, nabla_w",
        ),
    ),
    "columns_functions_and_lists.py": ReaderFile(
        KIND,
        "cost",
        Truth(nablas(""), ("z1 = ", "cost = 0.5"), "cost", "for k in range(2)"),
    ),
}

STEP = {f"w{n}": f"dE_dw{n}" for n in range(1, 9)} | {
    "b1": "dE_dnet_h1 + dE_dnet_h2",
    "b2": "dE_dnet_o1 + dE_dnet_o2",
}
# The lists are first called so, in the function that makes them: the first name counts. The
# activations in the dicts are those of the row when the deltas are complete.
OF_A_NEURON = "network[{0}][{1}]['delta'] * {2}"
NETWORK = {
    "hidden_layer[0]['weights'][0]": OF_A_NEURON.format(0, 0, "row[0]"),
    "hidden_layer[1]['weights'][1]": OF_A_NEURON.format(0, 1, "row[1]"),
    "hidden_layer[1]['weights'][2]": OF_A_NEURON.format(0, 1, "1"),
    "output_layer[0]['weights'][1]": OF_A_NEURON.format(1, 0, "network[0][1]['output']"),
    "output_layer[1]['weights'][2]": OF_A_NEURON.format(1, 1, "1"),
}
IN_NETWORK = {
    name: name.replace("hidden_layer", "network[0]").replace("output_layer", "network[1]")
    for name in NETWORK
}

LIST_NETWORKS = {
    "lists_one_neuron.py": ReaderFile(
        LISTS,
        "loss",
        Truth({"weights": "dw", "bias": "db"}, ("z = ", "loss = "), "loss", "weights[0] -= "),
    ),
    "lists_network_of_dicts.py": ReaderFile(
        LISTS,
        "row_error",
        Truth(
            NETWORK,
            ("outputs = forward_propagate", "row_error = "),
            "row_error",
            "update_weights(network, row, l_rate)",
            stored=IN_NETWORK,
        ),
    ),
    "lists_two_layer_step.py": ReaderFile(
        LISTS, "E_total", Truth(STEP, ("net_h1 = ", "E_total = "), "E_total", "new_w1 = ")
    ),
    "lists_matrix_functions.py": ReaderFile(
        LISTS,
        "loss",
        Truth(
            {name: f"d{name}" for name in ("W1", "b1", "W2", "b2")},
            ("H = apply", "loss = "),
            "loss",
            "for i in range(len(W1))",
        ),
    ),
}
