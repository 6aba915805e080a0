"""Runs that are killed, interrupted, or many at once: each file is the old one or the new one."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.conftest import PROGRAM, command, tries

KILLS = tries(8, 50)
AT_ONCE = tries(9, 24)
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX"),
]
CODE = "x = {x}\nw = -3.0\nb = 1.0\nz = x * w + b\ny = max(z, 0.1 * z)\n"
ARGS = ["--width", "1200", "--formats", "gif,gv,json"]


def start(folder, x):
    """A run that draws the program for one `x`; each makes another `neuron.…` in `out`."""
    (folder / str(x)).mkdir(exist_ok=True)
    file = folder / str(x) / "neuron.py"
    file.write_text(CODE.format(x=x))
    program = [PROGRAM, "run", file, "-o", folder / "out", *ARGS]
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def content(folder):
    files = (path for path in folder.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def made(folder, x):
    """What one run makes."""
    run = start(folder, x)
    assert run.communicate()[1] == ""
    return content(folder / "out")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What a run that is alone makes for each `x`."""
    return {x: made(tmp_path_factory.mktemp("alone"), x) for x in (2.0, 3.0, 4.0)}


def test_a_kill_at_any_moment_leaves_whole_files(tmp_path, alone):
    old, new = alone[2.0], alone[3.0]
    begun = time.monotonic()
    assert made(tmp_path, 2.0) == old
    lasts = time.monotonic() - begun
    moments = random.Random(0)
    for _ in range(KILLS):
        running = start(tmp_path, 3.0)
        time.sleep(moments.uniform(0, lasts * 1.2))
        running.kill()
        running.communicate()
        for name, digest in content(tmp_path / "out").items():
            assert digest in (old[name], new[name])
    assert made(tmp_path, 2.0) == old
    assert [path for path in (tmp_path / "out").iterdir() if path.is_dir()] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_is_one_line_and_leaves_nothing_half_done(tmp_path, number):
    (tmp_path / "loop.py").write_text(
        "x = 2.0\ny = x * x\nprint('on', flush=True)\nwhile True: pass"
    )
    running = subprocess.Popen(
        [PROGRAM, "run", "loop.py", "-o", "new"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr.readline() == "on\n"
    running.send_signal(number)
    assert running.communicate()[1] == "graphviz-backprop: interrupted\n"
    assert running.returncode == 128 + number
    assert not (tmp_path / "new").exists()


def test_an_interrupt_while_python_calls_back_is_not_lost(tmp_path):
    """As in the last moment of an object, or of a module's lock."""
    (tmp_path / "interrupted.py").write_text(
        """import os, signal, sys, time
from graphviz_backprop.command import cli

class Dies:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)

def make(options):
    dies = Dies()
    del dies
    time.sleep(20)

cli._COMMANDS["demo"] = make
sys.exit(cli.main(["demo"]))
"""
    )
    ended = subprocess.run(
        [sys.executable, "interrupted.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert ended.stderr == "graphviz-backprop: interrupted\n"
    assert ended.returncode == 128 + signal.SIGINT


def test_a_signal_that_is_to_be_ignored_is_ignored(tmp_path):
    (tmp_path / "code.py").write_text(
        CODE.format(x=2.0) + "import time\nprint('on', flush=True)\ntime.sleep(1)\n"
    )
    program = f"{PROGRAM} run code.py --formats json"
    running = subprocess.Popen(
        ["sh", "-c", f"trap '' HUP INT; exec {program}"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr.readline() == "on\n"
    running.send_signal(signal.SIGHUP)
    running.send_signal(signal.SIGINT)
    assert running.communicate()[1] == ""
    assert (tmp_path / "code.json").exists()


def test_runs_at_once_into_one_folder_do_not_mix(tmp_path, alone):
    """The last one to finish has it all; each says that it made its files."""
    together = [start(tmp_path, x) for x in [*alone] * (AT_ONCE // 3)]
    assert [one.communicate()[1] for one in together] == [""] * AT_ONCE
    assert content(tmp_path / "out") in alone.values()


def test_runs_at_once_into_folders_of_their_own_are_all_right(tmp_path, alone):
    file = tmp_path / "neuron.py"
    file.write_text(CODE.format(x=2.0))
    program = [PROGRAM, "run", file, *ARGS, "-o"]
    folders = [tmp_path / "many" / str(number) for number in range(AT_ONCE)]
    together = [subprocess.Popen([*program, folder], stdout=subprocess.PIPE) for folder in folders]
    for one in together:
        one.communicate()
    assert [content(folder) for folder in folders] == [alone[2.0]] * AT_ONCE


def test_a_folder_that_cannot_be_written_to_is_one_line(tmp_path):
    (tmp_path / "code.py").write_text(CODE.format(x=2.0))
    done = command("run", tmp_path / "code.py", "-o", "/proc/self/none", "--formats", "json")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "can't be written" in done.stderr


def test_the_code_ends_with_a_run_that_is_killed(tmp_path):
    code = "import os, time\nprint(os.getpid(), flush=True)\nx = 2.0\ny = x * x\ntime.sleep(60)\n"
    (tmp_path / "code.py").write_text(code)
    program = [PROGRAM, "run", "code.py"]
    running = subprocess.Popen(program, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    code_process = psutil.Process(int(running.stderr.readline()))
    running.kill()
    running.communicate()
    if sys.platform == "linux":
        code_process.wait(10)
    else:
        code_process.kill()
