"""Training loops and timings of full length: the first pass, the last, a line for those between."""

from __future__ import annotations

import numpy as np

from tests.kinds import training_code
from tests.kinds.example import Command, Example

_DRAWN = np.random.default_rng(1)
_IMAGES, _LABELS = _DRAWN.random((500, 64)), _DRAWN.random((500, 1))
_FIRST_BATCH = float(np.mean(_LABELS[:10] ** 2))  # all weights are zero


def _last(name: str, code: str, output: str) -> Command:
    return Command(
        name=name,
        arguments="run code.py --formats json -o out --pass last --timeout 6",
        files={"code.py": code},
        outputs=(output,),
        final=output,
        plain="code.py",
    )


def _listed(name: str, code: str, *words: str) -> Command:
    return Command(
        name=name,
        arguments="list code.py --timeout 6",
        files={"code.py": code},
        lists=(words,),
        plain="code.py",
    )


_EMBEDDINGS = """
import numpy as np

pairs = [(0, 1), (1, 2), (2, 3), (3, 0)]
W_in = np.arange(8).reshape(4, 2) * 0.1 - 0.3
W_out = np.arange(8).reshape(2, 4) * 0.05 - 0.2


def train_pair(center, context, lr=0.1):
    h = W_in[center]
    u = h @ W_out
    loss = 0.5 * (u[context] - 1) ** 2
    du = np.zeros(4)
    du[context] = u[context] - 1
    dW_out = np.outer(h, du)
    dh = W_out @ du
    W_out[...] -= lr * dW_out
    W_in[center] -= lr * dh
    return loss


for epoch in range(30):
    total = 0
    for center, context in pairs:
        total += train_pair(center, context)
"""


def _of_last_pair():
    """The gradients of the last of 120 losses."""
    code = _EMBEDDINGS.replace("range(30)", "range(29)") + "\nlast = pairs.pop()\n"
    code += "for pair in pairs:\n    train_pair(*pair)\n"
    names = {}
    exec(code, names)
    w_in, w_out, (center, context) = names["W_in"], names["W_out"], names["last"]
    error = w_in[center] @ w_out[:, context] - 1
    rows, columns = np.zeros((4, 2)), np.zeros((2, 4))
    rows[center], columns[:, context] = error * w_out[:, context], error * w_in[center]
    return {"W_in": rows.tolist(), "W_out": columns.tolist()}


KINDS = {
    "networks that are trained for very many epochs": (
        _last("softmax_regression_last_epoch", training_code.SOFTMAX, "loss"),
        _listed("softmax_regression_listed", training_code.SOFTMAX, "loss", "→"),
        _listed("classes_with_an_optimiser_listed", training_code.CLASSES, "loss", "→"),
        Command(
            name="minibatches_first_pass",
            arguments="run code.py --formats json -o out --timeout 6",
            files={"code.py": training_code.BATCHES},
            outputs=("loss",),
            values=(_FIRST_BATCH,),
            plain="code.py",
        ),
    ),
    "thousands of rounds of a small NumPy net": (
        _last("ring_of_tanh_last_round", training_code.RING, "loss"),
        _listed("ring_of_tanh_listed", training_code.RING, "loss", "→"),
        _last("minibatches_last_pass", training_code.BATCHES, "loss"),
    ),
    "training sample by sample": (
        _last("line_fitted_point_by_point", training_code.LINE, "loss"),
        _listed("and_gate_listed", training_code.AND, "loss", "→"),
        _last("and_gate_last_sample", training_code.AND, "loss"),
    ),
    "classes of plain Python that are trained long": (
        _last("chain_of_tanh_units", training_code.OBJECT, "loss"),
        _listed("neuron_that_learns_by_index", training_code.NEURONS, "loss", "→"),
        _listed("fit_method_with_costs", training_code.METHOD, "cost", "→"),
    ),
    "timings of one function": (
        Command(
            name="timeit_of_a_numpy_neuron",
            arguments="run code.py --formats json -o out --pass all --timeout 6",
            files={"code.py": training_code.TIMED},
            outputs=("y",),
            values=(6.0,),
            plain="code.py",
        ),
        Command(
            name="perf_counter_around_a_loop",
            arguments="run code.py --formats json -o out --timeout 6",
            files={"code.py": training_code.CLOCKED},
            outputs=("y",),
            values=(8.0,),
            plain="code.py",
        ),
        Command(
            name="repeat_of_a_text",
            arguments="run code.py --formats json -o out --timeout 6",
            files={"code.py": training_code.REPEATED},
            outputs=("y",),
            values=(9.0,),
            plain="code.py",
        ),
    ),
    "code that is stopped by the time limit": (
        Command(
            name="sleeping_loop_is_stopped",
            arguments="run code.py --formats json -o out --timeout 2",
            files={"code.py": training_code.SLEEPY},
            status=1,
            says=("2 s", "line"),
            outputs=("loss",),
            values=(4.0,),
        ),
        Command(
            name="endless_loop_is_listed",
            arguments="list code.py --timeout 2",
            files={"code.py": training_code.ENDLESS},
            status=1,
            says=("2 s", "line"),
            lists=(("loss",),),
        ),
        Example(
            name="stopped_after_the_only_result",
            code=training_code.AFTER_A_RESULT,
            options={"timeout": 2},
            output="y",
            value=6.0,
            gradients={"a": 4.0, "b": 1.5},
            says=("2 s",),
            prints=False,
        ),
    ),
    "rows and columns that a long training writes into": (
        Example(
            name="embedding_rows_of_a_late_round",
            code=_EMBEDDINGS,
            options={"pass_number": "last"},
            output="loss",
            inputs=("W_in", "W_out"),
            gradients=_of_last_pair(),
        ),
        Example(
            name="ratings_of_users_and_items",
            code="""
import numpy as np

P, Q = np.full((2, 2), 0.5), np.array([[0.3, 0.6], [0.9, -0.2]])
ratings = [(0, 0, 1.0), (0, 1, 0.5), (1, 0, -0.5)]
for epoch in range(40):
    for user, item, rating in ratings:
        error = P[user] @ Q[item] - rating
        loss = error**2
        dp, dq = 2 * error * Q[item], 2 * error * P[user]
        P[user] -= 0.05 * dp
        Q[item] -= 0.05 * dq
""",
            options={"pass_number": "last"},
            output="loss",
            inputs=("P", "Q", "ratings"),
        ),
        Example(
            name="columns_of_a_linear_layer",
            code="""
import numpy as np

W = np.array([[0.5, -0.5, 0.25], [0.1, 0.2, -0.3]])
x = np.array([1.0, 2.0])
for step in range(60):
    k = step % 3
    z = x @ W[:, k]
    loss = (z - k) ** 2
    dz = 2 * (z - k)
    W[:, k] -= 0.01 * dz * x
""",
            options={"pass_number": "last"},
            output="loss",
            inputs=("W", "x", "k"),
        ),
    ),
}
