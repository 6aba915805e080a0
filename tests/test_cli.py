"""The command line, as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROGRAM, command

CODE = "x = 2.0\nw = -3.0\nprint('said by the code')\ny = max(x * w, 0)\n"
SMALL = ["--width", "300", "--formats", "gif,json"]


@pytest.fixture
def program(tmp_path):
    file = tmp_path / "my code.py"
    file.write_text(CODE)
    return file


def test_run_makes_all_five_formats_named_after_the_file(program, tmp_path):
    done = command("run", program, "-o", tmp_path / "out", "--width", 300)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"my code.gif", "my code.json", "my code_00.svg", "my code_00.png"} <= names
    assert len([name for name in names if name.endswith(".gv")]) == len(
        json.loads((tmp_path / "out" / "my code.json").read_text())["frames"]
    )


def test_what_the_code_prints_goes_to_stderr_and_what_was_made_to_stdout(program, tmp_path):
    done = command("run", program, "-o", tmp_path / "out", *SMALL)
    assert "said by the code\n" in done.stderr
    assert (
        done.stdout == f"{tmp_path / 'out' / 'my code.gif'}\n{tmp_path / 'out' / 'my code.json'}\n"
    )


def test_the_default_folder_is_the_current_one(program, tmp_path):
    (tmp_path / "here").mkdir()
    done = command("run", program, *SMALL, cwd=tmp_path / "here")
    assert done.stdout.splitlines() == ["my code.gif", "my code.json"]


def test_options_reach_the_movie(program, tmp_path):
    args = ["--seed", "2.5", "--sequence", "book", "--of", "y", "--theme", "book"]
    assert command("run", program, "-o", tmp_path, *SMALL, *args).returncode == 0
    data = json.loads((tmp_path / "my code.json").read_text())
    assert data["seed"] == 2.5


def test_the_same_bytes_from_two_processes_hash_seeds_and_folders(tmp_path):
    made = []
    for seed, name in (("1", "here"), ("2", "there/below")):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        assert command("demo", "--width", 600, cwd=folder, env=environment).returncode == 0
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == 53
    assert made[0] == made[1]


def test_demo_draws_the_books_neuron(tmp_path):
    done = command("demo", "-o", tmp_path / "demo", *SMALL)
    assert done.returncode == 0, done.stderr
    data = json.loads((tmp_path / "demo" / "neuron.json").read_text())
    assert data["gradients"] == {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0}
    assert data["frames"][11]["caption"]["code"] == "drelu_dx0 = -3.0 * 1.0 = -3.0"
    assert [f["figure"] for f in data["frames"] if f["figure"]][-1] == "9.19"


TRAINED = """\
x, w = 2.0, 3.0
for step in range(2):
    y = x * w
    loss = (y - 1.0) ** 2
    dw = 2 * (y - 1.0) * x
    w -= 0.01 * dw
y = x * w
print(y)
"""


@pytest.fixture
def trained(tmp_path):
    file = tmp_path / "trained.py"
    file.write_text(TRAINED)
    return file


def test_list_shows_passes_and_gradients_and_draws_nothing(trained, tmp_path):
    done = command("list", trained, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "pass  from    to      output        inputs",
        "1     line 1  line 4  loss = 25.0   x, w",
        "2     line 3  line 4  loss = 21.16  x, w",
        "3     line 7  line 7  y = 5.232     x, w    incomplete: cut short: pass 1 goes on from y",
        "",
        "gradient  value  at      pass",
        "dw        20.0   line 5  1",
        "dw        18.4   line 5  2",
    ]
    assert done.stderr == "5.231999999999999\n"
    assert [path.name for path in tmp_path.iterdir()] == ["trained.py"]


def test_list_of_a_long_loop_is_short_but_for_all(trained, tmp_path):
    trained.write_text(TRAINED.replace("range(2)", "range(300)"))
    rows = command("list", trained).stdout.splitlines()
    assert len(rows) < 40
    assert any("not recorded: loss" in row and " → " in row for row in rows)
    assert rows[-1].split()[-1] == "300"


def test_list_shows_several_candidates_and_takes_of(tmp_path):
    (tmp_path / "two.py").write_text("x = 1.5\na = x * 2\nb = x * 3\n")
    rows = command("list", tmp_path / "two.py").stdout.splitlines()
    assert "a = 3.0 or b = 4.5" in rows[1]
    assert "incomplete: 2 results could be the output: a, b" in rows[1]
    assert command("list", tmp_path / "two.py", "--of", "b").stdout.splitlines()[1].split() == (
        "1 line 1 line 3 b = 4.5 x".split()
    )


def test_the_pass_is_chosen_and_named_in_the_files(trained, tmp_path):
    out = tmp_path / "out"
    data = ["--formats", "json", "-o", out]
    assert command("run", trained, *data).stdout == f"{out / 'trained.json'}\n"
    done = command("run", trained, *data, "--pass", "2")
    assert done.stdout == f"{out / 'trained_pass2.json'}\n"
    done = command("run", trained, *data, "--pass", "all")
    assert done.stdout.splitlines() == [str(out / f"trained{end}.json") for end in ("", "_pass2")]
    done = command("run", trained, *data, "--pass", "7")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "graphviz-backprop: trained.py: no pass 7: there are 3 passes; 'list' shows what was found"
    )


BAD_FILES = {
    "nowhere.py": (None, "no such file"),
    "syntax.py": ("y = = 2\n", "line 1: not Python"),
    "raises.py": ("x = 1.0\n\ny = x / 0\n", "line 3: ZeroDivisionError"),
    "nothing.py": ("print('hello')\n", "nothing to differentiate"),
    "unsupported.py": ("import math\nx = 1.5\ny = math.gamma(x)\n", "line 3: math.gamma is not"),
    "several.py": ("x = 1.5\na = x * 2\nb = x * 3\n", "a, b; choose with --of NAME"),
    "notes.ipynb": ("{}", "not a notebook"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_input_is_one_line_and_status_1(name, tmp_path):
    content, message = BAD_FILES[name]
    if content is not None:
        (tmp_path / name).write_text(content)
    done = command("run", tmp_path / name, "-o", tmp_path / "out")
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if line != "hello"]
    assert len(lines) == 1
    assert lines[0].startswith("graphviz-backprop: ")
    assert message in lines[0]
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["draw"],
        ["run"],
        ["run", "a.py", "--formats", "bmp"],
        ["run", "a.py", "--formats", ""],
        ["run", "a.py", "--sequence", "fast"],
        ["run", "a.py", "--theme", "night"],
        ["run", "a.py", "--width", "0"],
        ["run", "a.py", "--width", "wide"],
        ["run", "a.py", "--seed", "nan"],
        ["run", "a.py", "--unknown"],
        ["run", "a.py", "--pass", "0"],
        ["run", "a.py", "--pass", "next"],
        ["list"],
    ],
)
def test_wrong_usage_is_status_2(args, tmp_path):
    done = command(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "usage:" in done.stderr


def test_a_number_that_is_none_is_drawn_flagged_and_named(tmp_path):
    (tmp_path / "bad.py").write_text("x = 2.0\ny = x * float('inf')\nz = y - y\n")
    done = command("run", tmp_path / "bad.py", "-o", tmp_path, "--formats", "gif")
    assert done.returncode == 1
    assert done.stderr == "graphviz-backprop: bad.py: y is inf at line 2; drawn and flagged\n"
    assert (tmp_path / "bad.gif").exists()


def test_small_text_is_warned_of(program, tmp_path):
    done = command("run", program, "-o", tmp_path, *SMALL)
    assert "smallest text" in done.stderr
    done = command("run", program, "-o", tmp_path, "--width", 2000, "--formats", "json")
    assert "smallest text" not in done.stderr


def test_help_says_that_the_code_is_run():
    assert "executed" in command("run", "--help").stdout


def test_version_needs_none_of_the_libraries():
    """It answers at once because it imports nothing that draws."""
    heavy = "('typst', 'numpy', 'PIL', 'wasmtime', 'graphviz', 'imageio')"
    code = (
        "import sys\nfrom graphviz_backprop.command.cli import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == [f"graphviz-backprop {version()}", "[]"]


def version():
    import graphviz_backprop

    return graphviz_backprop.__version__


def test_it_works_without_dot_and_with_an_empty_home(tmp_path):
    (tmp_path / "home").mkdir()
    environment = {"PATH": str(Path(sys.executable).parent), "HOME": str(tmp_path / "home")}
    done = command("demo", "-o", tmp_path / "demo", *SMALL, env=environment)
    assert done.returncode == 0, done.stderr


def test_what_the_code_starts_prints_to_stderr_too(tmp_path):
    file = tmp_path / "child.py"
    file.write_text("import os\nx = 2.0\nos.system('echo from a child')\ny = x * x\n")
    done = command("run", file, "-o", tmp_path, *SMALL)
    assert "from a child" in done.stderr
    assert "from a child" not in done.stdout


def test_code_that_goes_elsewhere_does_not_take_the_files_along(tmp_path):
    file = tmp_path / "goes.py"
    (tmp_path / "away").mkdir()
    file.write_text("import os\nx = 2.0\nos.chdir('away')\ny = x * x\n")
    done = command("run", file, "-o", "here", *SMALL, cwd=tmp_path)
    assert done.stdout.splitlines() == ["here/goes.gif", "here/goes.json"]
    assert (tmp_path / "here" / "goes.gif").exists()


def test_a_stdout_without_the_characters_or_the_room(program, tmp_path):
    args = ["run", program, "-o", tmp_path, "--width", "300", "--formats", "gv"]
    plain = command(*args, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert plain.returncode == 0, plain.stderr
    assert "\\u2026" in plain.stdout
    if not Path("/dev/full").exists():
        return
    with open("/dev/full", "w") as full:
        lost = subprocess.run(
            [PROGRAM, *map(str, args)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
        )
    assert lost.returncode == 1
    assert "the files are made, but stdout is lost" in lost.stderr.splitlines()[-1]
    assert "Traceback" not in lost.stderr
