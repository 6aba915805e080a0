"""The command line: standard input, chosen cells, errors in later cells, large figures."""

from __future__ import annotations

import json
import re

import pytest

import graphviz_backprop as gb
from graphviz_backprop.command.cli import main
from tests.conftest import command
from tests.test_cli import SMALL

NOTES = "In [1]:\n%matplotlib inline\nx = 2.0\n\nIn [2]:\ny = x * 3.0\nprint(y)\n\n6.0\n\nText.\n"


def test_standard_input_of_any_kind(tmp_path):
    done = command("run", "-", *SMALL, cwd=tmp_path, input=NOTES)
    assert done.stdout.splitlines() == ["stdin.gif", "stdin.json"]
    assert "graphviz-backprop: stdin: cell 1, line 1: %matplotlib inline skipped" in done.stderr
    assert "6.0\n" in done.stderr
    done = command("run", "-", cwd=tmp_path, input="x = = 1")
    assert done.stderr.startswith("graphviz-backprop: stdin: no code found; expected Python")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_cells_are_chosen(tmp_path):
    (tmp_path / "notes.txt").write_text(NOTES)
    done = command("run", "notes.txt", "--cells", "2", cwd=tmp_path)
    assert done.stderr == (
        "graphviz-backprop: notes.txt: cell 2, line 1: 'x' is not defined; cell 1 gives it: "
        "choose the cells and their order with --cells\n"
    )
    done = command("run", "notes.txt", "--cells", "1,2", *SMALL, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = command("run", "notes.txt", "--cells", "7", cwd=tmp_path)
    assert "there is no cell 7; notes.txt has 2 cells" in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        (
            "a.md",
            "```python\nx = 2.0\ny = x * 3.0\n```\n```python\n1 / 0\n```\n",
            "line 6: ZeroDiv",
        ),
        ("a.py", "# %%\nx = 2.0\ny = x * 3.0\n# %%\nunknown\n", "line 5: NameError"),
        (
            "a.txt",
            "In [1]: x = 2.0\n\nIn [2]: y = x * 3.0\n\nIn [3]: y.no\n",
            "cell 3, line 1: Attr",
        ),
        (
            "b.md",
            "```python\nx = 2.0\ny = x * 3.0\n```\n```python\nz = = 1\n```\n",
            "line 6: not Python",
        ),
    ],
)
def test_an_error_in_a_later_cell_draws_what_ran_before_it(name, text, error, tmp_path):
    (tmp_path / name).write_text(text)
    done = command("run", name, "--formats", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads((tmp_path / name).with_suffix(".json").read_text())["gradients"] == {"x": 3.0}
    last = done.stderr.splitlines()[-1]
    assert error in last
    assert "; what ran before it is drawn; --cells 1" in last
    listed = command("list", name, cwd=tmp_path)
    assert (listed.returncode, "y = 6.0" in listed.stdout) == (0, True)
    with pytest.raises(gb.BackpropError, match=error):
        gb.run(tmp_path / name)


def test_an_error_behind_nothing_to_draw_is_an_error_alone(tmp_path):
    (tmp_path / "a.md").write_text("```python\nimport math\n```\n```python\n1 / 0\n```\n")
    done = command("run", "a.md", cwd=tmp_path)
    assert done.stderr == "graphviz-backprop: a.md: line 5: ZeroDivisionError: division by zero\n"


def test_a_long_animation_says_its_length_and_what_is_shorter(tmp_path, capsys):
    file = tmp_path / "sums.py"
    terms = " + ".join(f"x[{k}] * w[{k}]" for k in range(8))
    numbers = [0.5 * k - 1.7 for k in range(8)]
    file.write_text(f"x = {numbers}\nw = {numbers[::-1]}\na = {terms}\ny = a - x[0]\n")
    arguments = ["run", str(file), "-o", str(tmp_path), "--width", "400"]
    assert main([*arguments, "--formats", "gif"]) == 0
    said = capsys.readouterr().err
    assert re.search(r"the animation takes 1:\d\d min; --sequence book takes [01]:\d\d min", said)
    assert main([*arguments, "--formats", "json"]) == 0
    assert "the animation" not in capsys.readouterr().err
    assert main(["demo", "-o", str(tmp_path), "--formats", "gif", "--width", "400"]) == 0
    assert "the animation" not in capsys.readouterr().err


def test_numbers_that_no_page_makes_readable_say_what_may_fit(tmp_path, capsys):
    file = tmp_path / "sum.py"
    terms = " + ".join(f"x[{k}]" for k in range(60))
    file.write_text(f"x = {[0.5 * k for k in range(60)]}\ny = {terms}\n")
    arguments = ["run", str(file), "-o", str(tmp_path), "--formats", "gv", "--level", "element"]
    assert main([*arguments, "--terms", "all"]) == 0
    said = capsys.readouterr().err
    assert "numbers are 6 px high on a slide; what may fit: --terms folded" in said
    assert main(arguments) == 0
    assert "what may fit" not in capsys.readouterr().err
    assert main(["demo", "-o", str(tmp_path), "--formats", "gv"]) == 0
    assert "what may fit" not in capsys.readouterr().err
    demo = ["demo", "-o", str(tmp_path), "--formats", "gv", "--fit"]
    assert main([*demo, "300x200"]) == 0
    larger = re.search(r"another --fit|--fit (\d+x\d+)", capsys.readouterr().err)[1]
    assert main([*demo, larger]) == 0
    assert "what may fit" not in capsys.readouterr().err


def test_wires_that_nobody_could_read_are_stubs(tmp_path, capsys):
    file = tmp_path / "products.py"
    terms = " + ".join(f"x[{k}] * w" for k in range(20))
    numbers = [0.5 * k - 1.7 for k in range(20)]
    file.write_text(f"x = {numbers}\nw = 1.5\ny = {terms}\n")
    out = tmp_path / "out"
    arguments = ["run", str(file), "-o", str(out), "--level", "element", "--shared"]
    assert main([*arguments, "wires", "--formats", "gv"]) == 0
    said = capsys.readouterr().err
    assert said.count("with every use as a wire numbers would be") == 1
    assert "px high on a slide; values that are used again are stubs" in said
    drawn = {path.name: path.read_bytes() for path in out.iterdir()}
    assert main([*arguments, "stubs", "--formats", "gv"]) == 0
    assert drawn == {path.name: path.read_bytes() for path in out.iterdir()}
    assert "as a wire" not in capsys.readouterr().err
