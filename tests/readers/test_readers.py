"""Files in the manner of public ones, unchanged and without an option, as their authors wish."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

import graphviz_backprop as gb
from tests.conftest import MANY, command
from tests.readers.index import AWAITED, AWAITED_LAST, READER_FILES
from tests.readers.plain_run import FOLDER, numbers_of, plain_output, plain_truth

TOLERANCE = 1e-8
# What rounding leaves of a gradient that a long training has brought to 0.
ROUNDING = 1e-13
# What a file may take. Those that work take seconds; an awaited one should fail soon.
LIMITS = {"timeout": 60, "memory": 1.5}
AWAITED_LIMITS = {"timeout": 8, "memory": 1.5}
NAMES = list(READER_FILES)
RIGHT = [name for name in NAMES if name not in AWAITED]
_FROM_LONG_TO_SHORT = sorted(RIGHT, key=lambda name: -(FOLDER / name).stat().st_size)
ONE_OF_EACH_KIND = list({READER_FILES[name].kind: name for name in _FROM_LONG_TO_SHORT}.values())


def marks_of(name: str, awaited: dict[str, str]) -> Iterator[pytest.MarkDecorator]:
    """Yield the marks of a file's test; of each kind the shortest right file runs always."""
    if name in awaited:
        yield pytest.mark.xfail(strict=False, reason=awaited[name])
    if name not in ONE_OF_EACH_KIND:
        yield pytest.mark.long


def of_files(awaited: dict[str, str], names: Sequence[str] = NAMES) -> list[Any]:
    """Return files as parameters of a test; an awaited one may fail.

    It is not said to fail: whether a long one ends within its time depends on the machine.
    """
    return [pytest.param(name, marks=[*marks_of(name, awaited)]) for name in names]


def draw(name: str, **options: Any) -> tuple[gb.Movie, bytes]:
    """Return the movie of a file and what the file printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # what is skipped or not drawn is said
        limits = AWAITED_LIMITS if name in AWAITED else LIMITS
        movie = gb.run(FOLDER / name, **limits, **options)
    return movie, printed.getvalue().encode()


def gradient_of(gradients: dict[str, Any], name: str) -> Any:
    """Return the gradient of an input: by its name, or as a part of one with a shorter name.

    `w[2]` is the third of the list `w`; `params['W1']` an entry of the dict `params`.
    """
    if name in gradients:
        return gradients[name]
    node, subscripts = ast.parse(name, mode="eval").body, []
    while isinstance(node, ast.Subscript):
        subscripts.append(ast.literal_eval(node.slice))
        node = node.value
        if (whole := ast.unparse(node)) in gradients:
            found = gradients[whole]
            for subscript in reversed(subscripts):
                found = found[subscript]
            return found
    raise AssertionError(f"{name} is none of the inputs {', '.join(gradients)}")


def assert_equal(found: Any, expected: Any, what: str, slack: float = 0.0) -> None:
    """The numbers are equal, up to 1e-8 of the largest, or to what rounding leaves of 0."""
    assert np.shape(found) == np.shape(expected), what
    largest = np.abs(expected).max()
    assert np.abs(np.asarray(found) - expected).max() <= max(
        TOLERANCE * largest, ROUNDING, slack
    ), what


def assert_is_as_wished(name: str, which: str, **options: Any) -> None:
    """The output, the names, the gradients and what is printed are those of plain Python."""
    movie, printed = draw(name, **options)
    entry, truth = READER_FILES[name], numbers_of(name, which)
    output = movie.graph.nodes[movie.graph.output]
    assert output.name == entry.output, f"the output is {output.name}"
    assert_equal(output.value, truth["output"], "output")
    for variable, expected in truth["gradients"].items():
        slack = entry.clips if which == "last" else 0.0
        assert_equal(gradient_of(movie.gradients, variable), expected, variable, slack)
    for variable in entry.inputs:
        gradient_of(movie.gradients, variable)
    assert printed.replace(os.linesep.encode(), b"\n") == plain_output(name).replace(b"\r\n", b"\n")


@pytest.mark.parametrize("name", of_files(AWAITED))
def test_without_an_option_a_file_is_drawn_as_its_author_wishes(name):
    assert_is_as_wished(name, "drawn")
    # By its number pass 1 is the same run again, but where another pass is drawn.
    if MANY or READER_FILES[name].drawn is not None:
        assert_is_as_wished(name, "first", pass_number=1)


@pytest.mark.long
@pytest.mark.parametrize("name", of_files(AWAITED_LAST, NAMES if MANY else ONE_OF_EACH_KIND))
def test_the_last_pass_of_a_file_is_as_its_author_wishes(name):
    assert_is_as_wished(name, "last", pass_number="last")


def assert_truth_is_true(name: str, which: str) -> None:
    """The file's own gradients are the central differences, at a kink those of one side.

    ReLU at exactly 0 and weights that decayed to almost 0 are kinks; not all of an input may be.
    """
    found = plain_truth(name, which, check=1)["differences"]
    largest = max(abs(own) for _, _, own, _ in found)
    assert largest > 0
    agreeing = set()
    for variable, at, own, (below, above) in found:
        near = {"rel": 1e-5, "abs": 2e-6 * largest}
        if (below + above) / 2 == pytest.approx(own, **near):
            agreeing.add(variable)
        else:
            is_kink = below != pytest.approx(above, rel=1e-3)
            assert is_kink, f"{variable}{at}: {own}, by differences {(below + above) / 2}"
            if any(
                side == pytest.approx(own, rel=1e-3, abs=1e-3 * largest) for side in (below, above)
            ):
                agreeing.add(variable)
    assert agreeing == {variable for variable, *_ in found}


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES if MANY else ONE_OF_EACH_KIND)
def test_the_files_own_gradients_are_those_of_finite_differences(name):
    assert_truth_is_true(name, "first")
    if READER_FILES[name].last is not None:
        assert_truth_is_true(name, "last")


@pytest.mark.long
@pytest.mark.parametrize("name", RIGHT if MANY else ONE_OF_EACH_KIND)
def test_the_command_line_hands_on_what_a_file_prints(name, tmp_path):
    done = command("run", FOLDER / name, "-o", tmp_path, "--formats", "json")
    assert done.returncode == 0, done.stderr
    assert plain_output(name).decode() in done.stderr
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


def test_nothing_is_awaited_of_a_file_that_is_not_here():
    assert AWAITED.keys() | AWAITED_LAST.keys() <= READER_FILES.keys()
    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == READER_FILES.keys()


def test_at_least_38_of_40_files_are_right():
    assert len(READER_FILES) == 40
    assert len(READER_FILES.keys() - AWAITED.keys() - AWAITED_LAST.keys()) >= 38


# Checkers that can't fail check nothing: each is shown a broken input.


def test_a_wrong_gradient_is_seen():
    with pytest.raises(AssertionError, match="w"):
        assert_equal([1.0, 2.0 + 1e-7], [1.0, 2.0], "w")
    with pytest.raises(AssertionError, match="w"):
        assert_equal([1.0, float("nan")], [1.0, 2.0], "w")
    with pytest.raises(AssertionError, match="w"):
        assert_equal([1.0], [1.0, 2.0], "w")


def test_an_input_is_found_by_its_name_or_in_the_one_that_holds_it():
    gradients = {"params": {"W1": [[1.0, 2.0]]}, "n.b": 3.0, "w": [4.0, 5.0]}
    assert gradient_of(gradients, "params['W1'][0]") == [1.0, 2.0]
    assert gradient_of(gradients, "n.b") == 3.0
    assert gradient_of(gradients, "w[1]") == 5.0
    with pytest.raises(AssertionError, match=r"b is none of the inputs params, n\.b, w"):
        gradient_of(gradients, "b")


def test_a_slip_in_a_files_gradients_is_seen(monkeypatch):
    slipped = {"differences": [("x", "", 3.0, (-4.0, -4.0)), ("y", "", -4.0, (-4.0, -4.0))]}
    monkeypatch.setitem(globals(), "plain_truth", lambda *_, **__: slipped)
    with pytest.raises(AssertionError, match=r"x: 3\.0, by differences -4\.0"):
        assert_truth_is_true("circuit_three_inputs.py", "first")
