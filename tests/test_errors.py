"""What the package says in one line, whatever the reader's code has put into it."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError, one_line
from graphviz_backprop.numerals import shown
from tests.conftest import command


def said(code, tmp_path, *args):
    """What the command line says of a file that fails."""
    (tmp_path / "a.py").write_text(code, "utf-8", "surrogatepass")
    done = command("run", "a.py", "--formats", "json", *args, cwd=tmp_path)
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("raise ValueError('\\x1b[31mred\\x07')", r"line 1: ValueError: \x1b[31mred\x07"),
        ("raise ValueError('\\ud800')", r"line 1: ValueError: \ud800"),
        (
            "class E(Exception):\n    def __str__(self): raise OSError('in')\nraise E()",
            "line 3: E: its message can't be read: OSError in its __str__",
        ),
        (
            "class E(Exception):\n    def __str__(self): raise SystemExit(0)\nraise E()",
            "line 3: E: its message can't be read: SystemExit in its __str__",
        ),
        (
            "class S(str):\n    def split(self): raise OSError\n"
            "    __format__ = isprintable = split\n"
            "class E(Exception):\n    def __str__(self): return S('in')\nraise E()",
            "line 6: E: in",
        ),
        ("import planar_utils", "planar_utils.py is missing beside a.py: put it into the same"),
        ("from dnn.helpers import f", "dnn.py is missing beside a.py"),
        ("from .layers import Dense", "import without the dot, from beside it"),
        ("import sklearn.datasets", "-m pip install scikit-learn"),
    ],
)
def test_an_error_is_one_printable_line(code, message, tmp_path):
    text = said(code, tmp_path)
    assert text.count("\n") == 1
    assert message in text
    assert text.strip("\n").isprintable()


def test_a_message_of_a_megabyte_is_cut(tmp_path):
    text = said("raise ValueError('long ' * 300_000)", tmp_path)
    assert len(text) < 1_100
    assert "…" in text


def test_the_errors_of_python_are_printable_too():
    with pytest.raises(BackpropError) as caught:
        gb.run(code="raise ValueError('\x1b[2J')")
    assert str(caught.value) == r"code: line 1: ValueError: \x1b[2J"
    assert one_line("a\nb\t c") == "a b c"


def test_names_with_escapes_never_reach_the_terminal(tmp_path):
    (tmp_path / "a.py").write_text("d = {'\\x1b[31m': 2.0}\ny = d['\\x1b[31m'] * 3.0\n")
    for args in (["list", "a.py"], ["run", "a.py", "--formats", "json,svg,gv"]):
        done = command(*args, cwd=tmp_path)
        assert done.returncode == 0
        assert "\x1b" not in done.stdout + done.stderr
    for path in tmp_path.glob("a*"):
        assert path.suffix == ".py" or b"\x1b" not in path.read_bytes()


@pytest.mark.parametrize("name", ["\\ud800", "\\x00", "\\u202e", "\\uffff"])
def test_odd_characters_in_names_are_drawn(name, tmp_path):
    (tmp_path / "a.py").write_text(f"d = {{'{name}': 2.0}}\ny = d['{name}'] * 3.0\n")
    done = command("run", "a.py", "--formats", "json,svg,gv,gif", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("value", [1.7976931348623157e308, -1.7976931348623157e308])
def test_the_largest_float_is_written(value):
    assert shown(value) == ("-" if value < 0 else "") + "1.7977e308"
    assert gb.trace(lambda x: x * 1.0, x=value).frames
