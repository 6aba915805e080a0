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
}
