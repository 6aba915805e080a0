"""Several files in one run: each drawn by itself, one page that shows them all."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from graphviz_backprop.command.parser import parse
from graphviz_backprop.command.side_by_side import side_by_side
from tests.conftest import PROGRAM, command
from tests.sources.test_notebook import notebook

GOOD = "x = 2.0\nprint('said by the code')\ny = x * 3.0\n"
BAD = "x = 1 / 0\n"
HOSTILE = '<img src=x onerror=alert(1)>"&.py'


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.images, self.words = [], [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        if tag == "a":
            self.links.append(unquote(attributes["href"]))
        if tag == "img":
            self.images.append(attributes)

    def handle_data(self, data):
        self.words.append(data)


def read(path):
    page = Page()
    page.feed(path.read_text())
    return page


@pytest.fixture
def files(tmp_path):
    (tmp_path / "other").mkdir()
    for name, code in (("one.py", GOOD), ("bad.py", BAD), ("other/one.py", GOOD)):
        (tmp_path / name).write_text(code)
    return ["one.py", "bad.py", "nothing.py", "other/one.py"]


def run(files, folder, *options, **more):
    formats = ["--formats", "json,txt"]
    return command("run", *files, "-o", "figures", *formats, *options, cwd=folder, **more)


def test_a_bad_file_stops_no_other_and_the_page_has_all(files, tmp_path):
    done = run(files, tmp_path)
    assert done.returncode == 1
    figures = tmp_path / "figures"
    assert sorted(path.name for path in figures.iterdir()) == ["index.html", "one", "one_2"]
    assert (figures / "one_2" / "one.txt").exists()
    page = read(figures / "index.html")
    for address in (*page.links, *(image["src"] for image in page.images)):
        assert (figures / unquote(address)).exists()
    assert len(page.images) == 2
    assert "Gradients so far: y 1.0, x 3.0" in page.images[0]["alt"]
    words = "".join(page.words)
    assert "4 files, 2 of them with an error" in words
    assert words.count("y = 6.0; dx = 3.0") == 2
    assert "bad.py: line 1: ZeroDivisionError: division by zero" in words
    assert "nothing.py: no such file" in words
    assert done.stdout.splitlines()[-1] == os.path.join("figures", "index.html")
    assert done.stderr.splitlines()[-1] == (
        "graphviz-backprop: 2 of 4 files with an error: bad.py, nothing.py"
    )


@pytest.mark.long
def test_notebooks_by_a_pattern_are_drawn_side_by_side_and_broken_ones_told(tmp_path):
    for name, cells in (("one", ["x = 2.0", "y = x * 3.0"]), ("two", ["x = 2.0", "y = x / 0"])):
        (tmp_path / f"{name}.ipynb").write_text(notebook(*cells))
    (tmp_path / "three.ipynb").write_text('{"cells": [')
    done = run(["*.ipynb"], tmp_path, "--jobs", "2")
    assert done.returncode == 1
    words = "".join(read(tmp_path / "figures" / "index.html").words)
    assert "3 files, 2 of them with an error" in words
    assert "y = 6.0; dx = 3.0" in words
    assert "three.ipynb: not a notebook: line 1: not JSON" in words
    assert "two.ipynb: cell 2, line 1: ZeroDivisionError" in words


@pytest.mark.long
def test_what_each_file_says_stands_under_its_name(files, tmp_path):
    lines = run(files, tmp_path).stderr.splitlines()
    names = [line for line in lines if line.endswith(".py:")]
    assert names == [f"graphviz-backprop: {name}:" for name in files]
    assert lines[lines.index(names[0]) + 1] == "said by the code"
    assert lines[lines.index(names[1]) + 1].endswith("ZeroDivisionError: division by zero")


@pytest.mark.long
def test_the_page_is_the_same_however_many_run_at_once(files, tmp_path):
    made = []
    for jobs in ("1", "3"):
        assert run(files, tmp_path, "--jobs", jobs).returncode == 1
        made.append((tmp_path / "figures" / "index.html").read_bytes())
    assert made[0] == made[1]
    assert str(tmp_path).encode() not in made[0]


@pytest.mark.long
def test_all_well_is_status_0_and_a_file_named_twice_is_drawn_once(files, tmp_path):
    done = run(["one.py", "other/one.py", str(tmp_path / "one.py")], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "2 files" in "".join(read(tmp_path / "figures" / "index.html").words)


@pytest.mark.long
def test_a_pattern_that_the_shell_has_left_is_read_here(files, tmp_path):
    done = run(["o*.py", "other/*.py"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "2 files" in "".join(read(tmp_path / "figures" / "index.html").words)
    assert "no*.py: no such file" in run(["no*.py"], tmp_path).stderr


def test_one_file_makes_no_page(files, tmp_path):
    assert run(["one.py"], tmp_path).returncode == 0
    names = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert names == ["one.json", "one.txt"]


@pytest.mark.long
def test_several_passes_have_a_picture_each(tmp_path):
    (tmp_path / "train.py").write_text("x, w = 2.0, 3.0\ny = x * w\nw = w - 0.1 * x\ny = x * w\n")
    (tmp_path / "one.py").write_text(GOOD)
    done = run(["train.py", "one.py"], tmp_path, "--pass", "all")
    assert done.returncode == 0, done.stderr
    images = read(tmp_path / "figures" / "index.html").images
    assert [image["src"].rpartition("/")[2] for image in images] == [
        "train.index.svg",
        "train_pass2.index.svg",
        "one.index.svg",
    ]


@pytest.mark.long
def test_a_hostile_name_stays_text(tmp_path):
    for name in (HOSTILE, "one.py"):
        (tmp_path / name).write_text(GOOD)
    assert run([HOSTILE, "one.py"], tmp_path).returncode == 0
    page = read(tmp_path / "figures" / "index.html")
    assert page.tags.count("img") == 2
    assert all("onerror" not in image for image in page.images)
    assert HOSTILE in "".join(page.words)
    assert (tmp_path / "figures" / unquote(page.images[0]["src"])).exists()


def test_a_page_of_the_readers_own_is_kept_and_nothing_runs(files, tmp_path):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "index.html").write_text("mine")
    done = run(files, tmp_path)
    assert done.returncode == 1
    assert "index.html: is there already and was not made by" in done.stderr
    assert "said by the code" not in done.stderr
    assert (tmp_path / "figures" / "index.html").read_text() == "mine"


def test_standard_input_is_none_of_several(files, tmp_path):
    done = run(["one.py", "-"], tmp_path, input="x = 1.0\n")
    assert done.returncode == 1
    assert "standard input can't be one of several files" in done.stderr
    assert not (tmp_path / "figures").exists()


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_a_wrong_number_of_jobs_is_wrong_usage(files, jobs, tmp_path):
    done = run(files, tmp_path, "--jobs", jobs)
    assert done.returncode == 2
    assert "is not a number from 1" in done.stderr


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals of a system like Unix")
def test_a_signal_ends_all_and_leaves_no_page(tmp_path):
    waits = "import os, time\nopen(f'{os.getpid()}.pid', 'w').close()\ntime.sleep(60)\n"
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(waits)
    arguments = [PROGRAM, "run", "a.py", "b.py", "-o", "figures", "--jobs", "2"]
    with subprocess.Popen(arguments, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        patience = time.monotonic() + 30
        while len(list(tmp_path.glob("*.pid"))) < 2 and time.monotonic() < patience:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 128 + signal.SIGTERM
    assert said.decode() == "graphviz-backprop: interrupted\n"
    for path in tmp_path.glob("*.pid"):
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.stem), 0)
    assert not list(tmp_path.glob("figures/*"))


def options(*arguments):
    return parse(["run", *map(str, arguments), "--formats", "json"])


def test_commands_end_in_their_order_with_what_they_printed_and_said(tmp_path):
    slow = "import time\ntime.sleep(0.5)\nprint('slow')\nx = 1.0\ny = x * 2.0\n"
    for name, code in (("slow.py", slow), ("bad.py", BAD)):
        (tmp_path / name).write_text(code)
    commands = [options(tmp_path / name, "-o", tmp_path) for name in ("slow.py", "bad.py")]
    slow, bad = side_by_side(commands, 2)
    assert (slow.status, slow.printed, slow.said) == (0, f"{tmp_path / 'slow.json'}\n", "slow\n")
    assert (bad.status, bad.printed) == (1, "")
    assert "ZeroDivisionError" in bad.said


def test_of_very_much_that_is_said_the_start_and_the_end_are_kept(tmp_path):
    (tmp_path / "loud.py").write_text("print('first')\nprint('x' * 3_000_000)\n1 / 0\n")
    (loud,) = side_by_side([options(tmp_path / "loud.py")], 1)
    assert len(loud.said) < 1_100_000
    assert loud.said.startswith("first\n")
    assert "bytes …" in loud.said
    assert "ZeroDivisionError" in loud.said.splitlines()[-1]
