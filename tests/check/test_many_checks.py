"""A class of files: a row for each, and none stops the others."""

from __future__ import annotations

import csv
import os
import signal
from concurrent.futures import Future, ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest

import graphviz_backprop as gb
from graphviz_backprop.checking.reports.check_page import page
from graphviz_backprop.command.cli import main
from tests.check.test_verdicts import checked, neuron

ENDLESS, NO_PYTHON, HOSTILE = "while True:\n    pass\n", "x = (\n", "import os\nos._exit(3)\n"


@pytest.fixture
def a_class(tmp_path):
    """Right, wrong and hopeless files, by their paths, with the status that each should have."""
    codes = {"a.py": (neuron(), 0), "b.py": (neuron(slip="7"), 3), "endless.py": (ENDLESS, 1)}
    codes |= {"no_python.py": (NO_PYTHON, 1), "hostile.py": (HOSTILE, 1), "z.py": (neuron(), 0)}
    for name, (code, _) in codes.items():
        (tmp_path / name).write_text(code)
    return {str(tmp_path / name): status for name, (_, status) in codes.items()}


def test_the_command_has_a_row_for_each_file(a_class, tmp_path, capsys):
    table, report = tmp_path / "made" / "class.csv", tmp_path / "made" / "class.html"
    options = ["--jobs", "2", "--timeout", "3", "--csv", str(table), "--html", str(report)]
    assert main(["check", *a_class, *options]) == 1
    *rows, last = capsys.readouterr().out.splitlines()
    assert sorted(row.partition(": ")[0] for row in rows) == sorted(a_class)
    assert last == "6 files: 2 right, 1 with something wrong, 3 not checked."
    with table.open() as file:
        found = {row["file"]: int(row["status"]) for row in csv.DictReader(file)}
    assert found == a_class
    assert "dz_dp1 = 7" in report.read_text()


def test_a_file_of_the_reader_s_own_is_not_replaced(a_class, tmp_path, capsys):
    own = tmp_path / "notes.csv"
    own.write_text("my own\n")
    assert main(["check", *a_class, "--csv", str(own)]) == 1
    assert own.read_text() == "my own\n"
    assert "notes.csv" in capsys.readouterr().err


def test_any_executor_gives_the_findings_as_they_come(a_class):
    with ThreadPoolExecutor(2) as pool:
        found = dict(gb.check_files(a_class, executor=pool, timeout=3))
    assert {path: one.status for path, one in found.items()} == a_class
    assert "3 s" in next(one.trouble for path, one in found.items() if "endless" in path)


class Losing(ThreadPoolExecutor):
    """An executor whose worker is lost with one file."""

    def submit(self, function, /, path, *args):
        if "b.py" in path:
            future = Future()
            future.set_exception(RuntimeError("killed"))
            return future
        return super().submit(function, path, *args)


def test_a_lost_worker_costs_its_file_alone(a_class):
    paths = [path for path in a_class if path.endswith(("a.py", "b.py", "z.py"))]
    with Losing(1) as pool:
        found = dict(gb.check_files(paths, executor=pool))
    assert [found[path].status for path in paths] == [0, 1, 0]
    assert found[paths[1]].trouble == "its worker was lost: RuntimeError"


class Elements(HTMLParser):
    """The elements of a page."""

    def __init__(self, text):
        super().__init__()
        self.names, self.addresses = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.addresses += [value for name, value in attributes if name in ("src", "href")]
        assert not any(name.startswith("on") for name, _ in attributes)


def test_text_of_a_file_is_text_in_the_page():
    name = "<script>alert(1)</script>.py"
    found = checked("x = 2.0\nw = 3.0\ny = x * w\ndy_dx = x\n")
    made = Elements(page({name: found, '"><img src=x onerror=alert(1)>': found}))
    assert "script" not in made.names
    assert "img" not in made.names
    assert made.addresses == []


@pytest.fixture
def a_course(tmp_path):
    """24 files by their paths, with the status that each should have and the line of its slip."""
    found = {}
    for number in range(21):
        slip = number % 3 == 1  # every third one, each with numbers of its own
        code = neuron(slip=f"{number + 2}" if slip else "1", seed=f"{1 + number / 4}")
        path = tmp_path / f"reader{number:02}.py"
        path.write_text(code)
        found[str(path)] = (3, [("dz_dp1", 12)]) if slip else (0, [])
    for name, code in (("endless", ENDLESS), ("no_python", NO_PYTHON), ("hostile", HOSTILE)):
        path = tmp_path / f"{name}.py"
        path.write_text(code)
        found[str(path)] = 1, []
    return found


def judged(checked):
    """The status of a file, and the lines that are wrong."""
    return checked.status, [(one.name, one.line) for one in checked.of_kind("wrong")]


@pytest.mark.long
def test_24_files_at_once_one_endless_one_hostile_one_no_python(a_course):
    assert len(a_course) == 24
    with ThreadPoolExecutor(2) as pool:
        found = dict(gb.check_files(a_course, executor=pool, timeout=8))
    assert {path: judged(one) for path, one in found.items()} == a_course
    troubles = {Path(path).name: one.trouble for path, one in found.items() if one.trouble}
    assert troubles.keys() == {"endless.py", "no_python.py", "hostile.py"}
    assert "8 s" in troubles["endless.py"]
    assert "not Python" in troubles["no_python.py"]
    assert "status 3" in troubles["hostile.py"]


@pytest.mark.long
def test_dask_s_workers_check_24_files_and_one_that_is_killed_costs_its_file_alone(a_course):
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    )
    with cluster, distributed.Client(cluster) as client:
        found = dict(gb.check_files(a_course, executor=client.get_executor(), timeout=8))
        assert {path: judged(one) for path, one in found.items()} == a_course
        started = gb.check_files(a_course, executor=client.get_executor(), timeout=8)
        first = next(started)
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        found = dict([first, *started])
    assert set(found) == set(a_course)
    lost = {path for path, one in found.items() if judged(one) != a_course[path]}
    assert len(lost) <= 1, lost
    assert all("worker" in found[path].trouble for path in lost)
