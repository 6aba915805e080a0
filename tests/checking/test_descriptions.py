import ast
from pathlib import Path

import pytest

from tests.quick_or_long import quick

from .described_program import BATCHES, DescribedProgram, batches, code_of, gradients_of, load
from .differences import wrong_in

PROGRAMS = [path for path in sorted(BATCHES.glob("*/*")) if path.suffix in (".py", ".md", ".txt")]


def _name(path):
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", quick(PROGRAMS, 15), ids=_name)
def test_each_derivative_is_what_finite_differences_say(path):
    assert wrong_in(load(path)) == []


@pytest.mark.parametrize("path", PROGRAMS, ids=_name)
def test_each_row_stands_at_a_line_that_gives_its_name(path):
    program = load(path)
    lines = program.code.split("\n")
    for row in program.gradients:
        if row.is_line and not row.in_helper:
            assert row.name.split("[")[0] in lines[row.line - 1], row


def test_the_batches_have_thirty_programs_each_of_fifteen_to_a_hundred_and_twenty_lines():
    for batch in batches():
        assert len([path for path in PROGRAMS if path.parent.name == batch]) == 30
    for path in PROGRAMS:
        assert 15 <= path.read_text().count("\n") <= 120, path
    assert len({path.stem for path in PROGRAMS}) == len(PROGRAMS)


CODE = """w = 2.0
x = [3.0, -1.0]
y = w * x[0] + x[1] ** 2
dw = x[0]
dx = [w, 2 * x[1]]
"""


def _described(code, rows, name="some.py"):
    path = Path(name)
    return DescribedProgram(path, code, code_of(path, code), gradients_of(rows))


def test_a_right_description_is_found_right():
    assert wrong_in(_described(CODE, "4 | dw | y | w |\n5 | dx | y | x |")) == []


@pytest.mark.parametrize(
    ("right", "slip", "line"),
    [("dw = x[0]", "dw = x[1]", 4), ("2 * x[1]]", "x[1]]", 5), ("= [w,", "= [-w,", 5)],
)
def test_a_slip_is_found(right, slip, line):
    code = CODE.replace(right, slip)
    [said] = wrong_in(_described(code, "4 | dw | y | w |\n5 | dx | y | x |"))
    assert said.startswith(f"line {line}: ")


def test_a_derivative_times_n_is_right_only_where_the_description_says_so():
    code = CODE.replace("dw = x[0]", "dw = 4 * x[0]")
    assert wrong_in(_described(code, "4 | dw | y | w | times 4")) == []
    assert len(wrong_in(_described(code, "4 | dw | y | w |"))) == 1


def test_the_last_round_of_a_loop_is_verified_too():
    code = """w = 1.0
for n in range(3):
    y = w * w
    dw = 2 * w if n < 2 else 0.0
    w = w - 0.1 * dw
"""
    [said] = wrong_in(_described(code, "4 | dw | y | w |"))
    assert said.startswith("line 4: dw is 0.0, by differences [1.2")


def test_at_a_kink_either_slope_is_right_and_no_other():
    code = "z = 0.0\na = max(z, 0)\nda = {}\n"
    for value, wrong in (("0.0", 0), ("1.0", 0), ("0.5", 0), ("0.7", 1)):
        assert len(wrong_in(_described(code.format(value), "3 | da | a | z |"))) == wrong


def test_lines_of_markdown_and_transcripts_keep_their_numbers():
    markdown = "# Title\n```python\nx = 1\n```\n```\ny = 2\n```\n"
    assert code_of(Path("a.md"), markdown) == "\n\nx = 1\n\n\n\n\n"
    prompted = ">>> x = 1\n>>> x\n1\n>>> def f():\n...     return 1\n"
    assert code_of(Path("a.txt"), prompted) == "x = 1\nx\n\ndef f():\n    return 1\n"
    copied = "Text\n\nIn [1]:\nx = 1\nprint(x)\n\n1\n"
    assert code_of(Path("a.txt"), copied) == "\n\n\nx = 1\nprint(x)\n\n\n"


def test_a_line_is_changed_behind_its_prompt():
    program = _described(">>> x = 1\n>>> y = x\n", "2 | y | | |", "a.txt")
    assert program.with_line(2, "y = -x") == ">>> x = 1\n>>> y = -x\n"


def test_every_program_is_python():
    for path in PROGRAMS:
        ast.parse(load(path).code)
