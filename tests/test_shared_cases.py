"""Small inputs of readers, each as its row says; skipped where they are not at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kinds.example import Command, Example
from tests.kinds.judge import command_complaints, complaints, run_example, run_program

FOLDER = Path(os.environ.get("GRAPHVIZ_BACKPROP_CASES", ROOT.parent / "shared" / "cases"))

# What comes of a file today that is not yet right; a mend removes its line.
AWAITED: dict[str, str] = {}


def row(name: str, **expected) -> Example:
    """What is expected of a file; its text is read from the folder when the test runs."""
    suffix = ".md" if name.endswith("_md") else ".py"
    return Example(name=name.removesuffix("_md"), code="", file=f"case{suffix}", **expected)


def long_run(name: str, *words: str) -> Command:
    """A long run that is listed, with a line for the rounds between, at an allowed cost."""
    return Command(
        name=name,
        arguments=f"list {name}.py --timeout 20",
        lists=(words,),
        plain=f"{name}.py",
    )


_BACKWARD = ("backward pass",)
ROWS = [
    row(
        "array_seed_dvalues",
        output="a",
        seed=[[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [3.0, 3.0, 3.0]],
        gradients={
            "inputs": [
                [0.44, -0.38, -0.07, 1.37],
                [-0.12, 1.06, -0.66, 3.74],
                [1.32, -1.14, -0.21, 4.11],
            ],
            "weights": [
                [0.5, -3.5, 0.5],
                [20.1, 10.1, 20.1],
                [10.9, 12.9, 10.9],
                [4.1, 0.1, 4.1],
            ],
            "biases": [[6.0, 4.0, 6.0]],
        },
    ),
    row("d_value_seed", output="y", seed=2.0, gradients={"w": [2.0, -4.0, 6.0]}),
    row("backward_only_dinputs", never=("dinputs", "dweights", "dbiases"), or_says=_BACKWARD),
    row("backward_only_d_inputs", never=("d_inputs", "d_x0", "d_x1"), or_says=_BACKWARD),
    row("backward_only_softmax", never=("dinputs",), or_says=_BACKWARD),
    row(
        "cs231n_run_together_names",
        output="f",
        value=-12,
        gradients={"x": -4.0, "y": -4.0, "z": 3.0},
    ),
    row("local_derivatives_only", output="q", gradients={"x": 5.0, "y": -2.0}),
    row(
        "cs231n_circuit",
        output="f",
        gradients={
            "x": [0.39322387, -0.58983580],
            "w": [-0.19661193, -0.39322387, 0.19661193],
        },
    ),
    row("delta_is_a_gradient", output="f"),
    row("error_is_the_result", output="y|error", gradients={"w": 2.0, "b": 1.0}),
    row("derivative_helper", output="y_pred"),
    row("derivative_helper_in_class", output="y_pred|o"),
    row("update_into_new_name", output="loss|e|e[0, 0]"),
    row(
        "update_into_new_name_scalar",
        output="loss",
        gradients={"w": -1.35, "b": -0.9, "x": -0.27},
    ),
    row("update_names_reused", options={"of": "loss"}, last_caption=("dw", "db")),
    row("cut_short_same_name", outputs=("loss", "loss", "loss", "avg_loss")),
    row("loss_in_returned_list", output="loss", outputs=("loss", "loss", "loss")),
    row("decision_as_output", output="loss", gradients={"x": 0.5, "w": 3.0}),
    row("prediction_as_output", output="a"),
    row(
        "value_class",
        output="L",
        gradients={"a": 6.0, "b": -4.0, "c": -2.0, "f": 4.0},
        inputs=("a", "b", "c", "f"),
    ),
    row("one_name_several_inputs", output="z", gradients={"x": 15.0, "x#2": 7.0}, unique=True),
    row("hidden_by_unsupported", output="y", gradients={"x": 1 / 1.49 + 2.0 + 3 * 0.49}),
    row("inplace_add_loses_input", output="y", gradients={"x": [1.0, 1.0], "b": [1.0, 1.0]}),
    row("inplace_add_of_itself", output="y", gradients={"a": [2.0, 2.0]}),
    row("inplace_add_in_function", output="y", gradients={"x|v": [3.0, 3.0], "b": [3.0, 3.0]}),
    row(
        "lost_permutation",
        output="out",
        gradients={"X": [[0.5, -1.0], [0.5, -1.0]]},
        or_says=("permutation",),
    ),
    row(
        "lost_ndenumerate",
        output="out|total",
        gradients={"A": [[1.0, 2.0], [3.0, 4.0]]},
        or_says=("A", "ndenumerate"),
    ),
    row(
        "lost_matrix",
        output="out",
        gradients={"A": [[2.05, 1.85], [1.75, 1.55]]},
        or_says=("A", "matrix"),
    ),
    row("lost_array_module", gradients={"a": -0.4, "b": 0.7, "c": 1.0}, or_says=("array", "line")),
    row("long_list_lost", output="y", gradients={"L": [2.0] * 11000}, seconds=10.0),
    row(
        "million_list",
        output="y",
        inputs=("L", "w"),
        gradients={"w": 499999500000.0},
        seconds=10.0,
    ),
    row(
        "budget_silent",
        output="y",
        value=7.0,
        gradients={"w": 1.0},
        or_says=("y", "record"),
        seconds=15.0,
    ),
    row("columns_of_vectors", output="activation"),
    row("column_convention", options={"level": "layer"}, boxes=("dense", "dense")),
    row("numeric_gradient_check", output="y", value=25.0, gradients={"w": 30.0}),
    row("unused_rows", output="error", most_nodes=20, gradients={"w": [0.0, -1.5, -3.0]}),
    row("shell_in_markdown_md", output="y", gradients={"x": 3.0, "w": 2.0}, says=("skipped",)),
    row("shell_in_cells", output="y", gradients={"x": 3.0, "w": 2.0}, says=("skipped",)),
    row(
        "missing_neighbour_module",
        fails=True,
        says=("testCases", "beside"),
        quiet=("install it",),
    ),
    row("caption_parentheses", options={"level": "array"}, no_caption=("/ 1 - r",)),
    row("vanishes_by_mean", no_caption=("vanishes",)),
    row("structured_breaks", output="out", gradients={"x": [2.0, 2.0]}),
    row("flat_readonly", output="out"),
    row("marshal_breaks", output="y", gradients={"x": 2.0}),
    row("builtins_patch", output="y", gradients={"x": 3.0}),
    row("frompyfunc_crash", options={"level": "array"}, or_says=("line 3",)),
    row("surrogate_key", output="y", value=6.0),
    row("broken_str", fails=True, says=("E", "line 4")),
    row("timeit_10000", never=("dinputs", "softmax_loss.dinputs"), or_says=_BACKWARD, seconds=6.0),
    row("saturating_loop", output="o|error|error[0, 0]"),
]
EXAMPLES = {example.name: example for example in ROWS}
COMMANDS = {
    command.name: command
    for command in (
        Command(
            name="error_in_last_cell",
            arguments="run error_in_last_cell.md --formats json -o out",
            status=1,
            says=("undefined_thing", "--cells"),
            outputs=("y",),
            values=(6.0,),
        ),
        Command(
            name="stopped_by_time",
            arguments="run stopped_by_time.py --formats json -o out --timeout 3",
            status=1,
            says=("3 s",),
            outputs=("y",),
            values=(4.0,),
        ),
        Command(
            name="sum_range_memory",
            arguments="run sum_range_memory.py --formats json -o out --timeout 15",
            outputs=("y",),
            values=(6.0,),
            plain="sum_range_memory.py",
        ),
        long_run("class_network_long_training", "→"),
        long_run("numpy_loop_2000", "→"),
        long_run("training_loop_memory", "loss", "→"),
        long_run("xor_training_slow", "loss", "→"),
    )
}


# Their code computes for some seconds itself.
SLOW = frozenset(("training_loop_memory", "million_list"))


def marks_of(name):
    """What is awaited has to fail, but for want of time."""
    if name in AWAITED:
        strict = "within the time" not in AWAITED[name]
        yield pytest.mark.xfail(reason=AWAITED[name], strict=strict)
    if name in SLOW:
        yield pytest.mark.long


def parameters(names):
    """The names as parameters; the first run with the README's tests, the others are long."""
    return [
        pytest.param(name, marks=[*marks_of(name), *([pytest.mark.long] if at >= 20 else [])])
        for at, name in enumerate(names)
    ]


def text_of(name: str) -> tuple[str, str]:
    """The name of a case's file and its text; the test is skipped where the files are not here."""
    paths = [path for path in FOLDER.glob(f"{name}.*") if path.suffix in (".py", ".md", ".sh")]
    if not paths:
        pytest.skip("the readers' files are not here")
    return paths[0].name, paths[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", parameters(EXAMPLES))
def test_a_file_is_drawn_as_its_row_says(name, tmp_path):
    example = EXAMPLES[name]
    example = replace(example, code=text_of(name)[1])
    outcome = run_example(example, tmp_path)
    assert complaints(example, outcome) == []
    if example.prints and "print(" in example.code and example.file.endswith(".py"):
        plain = subprocess.run(
            [sys.executable, example.file], cwd=tmp_path, capture_output=True, text=True
        )
        assert outcome.printed == plain.stdout


@pytest.mark.parametrize("name", parameters(COMMANDS))
def test_a_command_ends_as_its_row_says(name, tmp_path):
    command = replace(COMMANDS[name], files=dict([text_of(name)]))
    assert command_complaints(command, tmp_path) == []


@pytest.mark.parametrize("name", parameters(["names_in_dot"]))
def test_a_name_that_begins_with_a_bracket_is_text_in_dot(name, tmp_path):
    file, text = text_of(name)
    if shutil.which("neato") is None:
        pytest.skip("no Graphviz is installed")
    command = Command(name=name, program=file, arguments="", files={file: text})
    assert command_complaints(command, tmp_path) == []
    drawn = subprocess.run(["neato", "-n2", "-Tsvg", tmp_path / "a_00.gv"], capture_output=True)
    assert drawn.stderr == b""


@pytest.mark.parametrize("name", parameters(["fifo_hang"]))
def test_a_pipe_in_the_place_of_an_output_is_said_at_once(name, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    text = text_of(name)[1].replace("graphviz-backprop", f"{sys.executable} -m graphviz_backprop")
    (tmp_path / "case.sh").write_text(text)
    ended = run_program(["bash", "case.sh"], tmp_path, 8)
    assert ended.status == 1
    assert len(ended.stderr.splitlines()) == 1


def test_what_is_awaited_is_a_case():
    assert set(AWAITED) <= {*EXAMPLES, *COMMANDS, "names_in_dot", "fifo_hang"}
