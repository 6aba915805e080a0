"""The reader's code in a process of its own: whatever it does, one line and no harm."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

import graphviz_backprop as gb
from graphviz_backprop.isolation.answers import find_answer, frame_answer
from tests.conftest import PROGRAM, command
from tests.quick_or_long import quick

START = "x = 2.0\nw = -3.0\ny = x * w\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

ENDS_BADLY = {
    "exit of the process": (
        "import os\nos._exit(0)\n",
        "ended Python itself, with status 0, before its last line",
    ),
    "segmentation fault": (
        "import ctypes\nctypes.string_at(0)\n",
        "crashed Python: a segmentation fault at line 5",
    ),
    "abort": ("import os\nos.abort()\n", "crashed Python: an abort at line 5"),
    "kill": ("import os\nos.kill(os.getpid(), 9)\n", "crashed Python: SIGKILL"),
    "termination": ("import os\nos.kill(os.getpid(), 15)\n", "crashed Python: SIGTERM"),
    "interrupt": ("raise KeyboardInterrupt\n", "line 4: KeyboardInterrupt"),
    "memory of others": (
        "import os, time\nfor _ in range(4):\n    if not os.fork():\n"
        "        kept = bytearray(b'x') * 100_000_000\n        time.sleep(60)\ntime.sleep(60)\n",
        "0.3 GB of memory",
    ),
    "closed descriptors": ("import os\nos.closerange(0, 256)\n", "ended Python itself"),
    "closed pipes": ("import os\nos.closerange(3, 256)\n", "ended Python itself"),
}
EXITS = {
    "number": ("import sys\nsys.exit(3)\n", "3"),
    "text": ("raise SystemExit('no\\x1b[31m')\n", r"'no\x1b[31m'"),
    "object": (
        "class Bad:\n    def __repr__(self):\n        raise ValueError\n"
        "    __str__ = __repr__\nraise SystemExit(Bad())\n",
        "Bad",
    ),
    "main": ("def main():\n    return 1\nraise SystemExit(main())\n", "1"),
}
DOES_NOT_END = {
    "endless loop": ("while True:\n    pass\n", "did not end in 2 s at line"),
    "endless wait": ("import time\ntime.sleep(60)\n", "did not end in 2 s at line 5"),
    "deaf": (
        "import signal\nfor n in (2, 10, 12, 15):\n    signal.signal(n, signal.SIG_IGN)\n"
        "while True:\n    pass\n",
        "did not end in 2 s",
    ),
    "forks that wait": (
        "import os, time\nos.fork()\nos.fork()\ntime.sleep(60)\n",
        "did not end in 2 s at line 7",
    ),
}
ENDS_WELL = {
    "fork": "import os\nos.fork()\n",
    "print": "for _ in range(10_000):\n    print('x' * 99)\n",
    "chdir": "import os\nos.chdir('/')\n",
    "folder that is gone": "import os\nos.mkdir('t')\nos.chdir('t')\nos.rmdir('../t')\n",
    "closed stdout": "import sys\nsys.stdout.close()\n",
    "closed descriptors of print": "import os\nos.close(1)\nos.close(2)\n",
    "exit": "import sys\nsys.exit()\n",
    "cleared modules": "import sys\nsys.modules.clear()\n",
    "patched pickle": "import pickle\npickle.dumps = lambda *args: b''\n",
    "keyboard": "import sys\nassert sys.stdin.read() == ''\n",
    "daemon": "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True)"
    ".start()\n",
}


@pytest.fixture
def run(tmp_path):
    def run(code, *args):
        (tmp_path / "code.py").write_text(START + code)
        args = ("--formats", "json", "--timeout", 2, "--memory", 0.3, *args)
        return command("run", "code.py", "-o", "out", *args, cwd=tmp_path)

    return run


@posix
@pytest.mark.parametrize("name", quick(ENDS_BADLY, 7))
def test_code_that_ends_badly_is_one_line(run, tmp_path, name):
    code, message = ENDS_BADLY[name]
    done = run(code)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("graphviz-backprop: code.py: ")
    assert message in lines[0]
    assert not (tmp_path / "out").exists()


@posix
@pytest.mark.parametrize("name", quick(EXITS, 1))
def test_an_exit_with_a_status_is_one_line_and_what_ran_before_it_is_drawn(run, tmp_path, name):
    code, shown = EXITS[name]
    done = run(code)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    told = f"the code ended with exit({shown}); what ran before it is drawn"
    assert line == f"graphviz-backprop: code.py: {told}"
    assert (tmp_path / "out").exists()


@posix
@pytest.mark.parametrize(
    "send", ["kill({}, 0)", "kill(-1, 0)", "kill(-os.getpgid({}), 0)", "killpg(os.getpgid({}), 0)"]
)
def test_a_signal_to_who_waits_for_the_code_is_refused(run, send):
    done = run(f"import os\nos.{send.format('os.getppid()')}\n")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("graphviz-backprop: code.py: line 5: PermissionError")


@posix
def test_a_recursion_without_an_end_is_one_line_and_what_ran_before_it_is_drawn(run, tmp_path):
    done = run("def f(n):\n    return f(n + 1)\nf(0)\n")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("graphviz-backprop: code.py: line 5: RecursionError")
    assert line.endswith("what ran before it is drawn")
    assert (tmp_path / "out").exists()


@posix
@pytest.mark.parametrize("name", quick(DOES_NOT_END, 3))
def test_code_that_does_not_end_is_drawn_as_far_as_it_came(run, tmp_path, name):
    code, message = DOES_NOT_END[name]
    done = run(code)
    assert done.returncode == 1, done.stderr
    [line] = done.stderr.splitlines()
    assert line.startswith("graphviz-backprop: code.py: ")
    assert message in line
    assert "what it computed before is shown" in line
    assert json.loads((tmp_path / "out" / "code.json").read_text())["gradients"]["x"] == -3.0


@posix
def test_code_that_takes_too_much_memory_is_one_line(run, tmp_path):
    """Stopped in time it is drawn as far as it came; ended from outside, there is nothing."""
    done = run("kept = []\nwhile True:\n    kept.append(bytearray(10_000_000))\n")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("graphviz-backprop: code.py: ")
    assert "0.3 GB of memory" in line
    assert (tmp_path / "out").exists() == ("is shown" in line)


@posix
def test_code_that_does_not_end_and_computed_nothing_is_an_error(tmp_path):
    (tmp_path / "code.py").write_text("while True:\n    pass\n")
    done = command("run", "code.py", "-o", "out", "--timeout", 1, cwd=tmp_path)
    assert done.returncode == 1
    assert "code.py: the code did not end in 1 s at line" in done.stderr
    assert not (tmp_path / "out").exists()


@posix
@pytest.mark.parametrize("name", quick(ENDS_WELL, 8))
def test_code_that_does_odd_things_is_drawn(run, tmp_path, name):
    done = run(ENDS_WELL[name])
    assert done.returncode == 0, done.stderr
    assert "graphviz-backprop" not in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["code.json"]


def test_a_thread_that_does_not_end_is_stopped_and_said(run, tmp_path):
    done = run("import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\n")
    assert done.returncode == 0
    assert done.stderr == (
        "graphviz-backprop: code.py: a thread of the code did not end in 2 s and was stopped\n"
    )
    assert (tmp_path / "out" / "code.json").exists()


def test_what_is_printed_at_the_end_is_not_lost(run):
    done = run("import atexit\natexit.register(print, 'at exit')\nprint('before', end='')\n")
    assert done.stderr == "beforeat exit\n"


def is_alive(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@posix
def test_nothing_is_left_running(run):
    done = run("import os\nos.fork()\nos.write(1, b'%d\\n' % os.getpid())\nwhile True:\n    pass\n")
    *pids, _ = done.stderr.splitlines()
    assert len(pids) == 2
    assert not any(is_alive(int(pid)) for pid in pids)


def test_in_python_what_the_code_prints_goes_where_the_caller_prints(tmp_path, capsys):
    file = tmp_path / "code.py"
    file.write_text(START + "import sys\nprint('σ(z)')\nprint('oh', file=sys.stderr)\n")
    assert gb.run(file).gradients == {"x": -3.0, "w": 2.0}
    assert capsys.readouterr() == ("σ(z)\n", "oh\n")


def test_in_python_the_limits_are_the_same(tmp_path):
    file = tmp_path / "code.py"
    file.write_text(START + "while True:\n    pass\n")
    with pytest.warns(UserWarning, match=r"did not end in 0\.5 s"):
        assert gb.run(file, timeout=0.5).gradients == {"x": -3.0, "w": 2.0}
    with pytest.raises(gb.BackpropError, match=r"timeout: got -1; expected seconds, more than 0"):
        gb.run(file, timeout=-1)


def test_limits_may_be_of_any_size():
    code = "x = 2.0; y = x * 3.0"
    assert gb.run(code=code, timeout=1e300, memory=1e300).gradients == {"x": 3.0}


@posix
def test_where_no_process_can_be_started_it_is_said_and_no_pipe_is_left(monkeypatch):
    def fail(*args, **kwargs):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    before = psutil.Process().num_fds()
    monkeypatch.setattr(subprocess, "Popen", fail)
    with pytest.raises(gb.BackpropError, match="no process can be started: Resource temp"):
        gb.run(code="x = 2.0; y = x * 3.0")
    assert psutil.Process().num_fds() == before


def test_a_thread_left_is_a_warning_in_python(tmp_path):
    file = tmp_path / "code.py"
    thread = "threading.Thread(target=time.sleep, args=(60,))"
    file.write_text(f"{START}import threading, time\n{thread}.start()\n")
    with pytest.warns(UserWarning, match="a thread of the code did not end in 1.5 s"):
        gb.run(file, timeout=1.5)


def test_a_module_of_the_folder_that_we_are_in_does_not_get_in_the_way(tmp_path):
    (tmp_path / "pickle.py").write_text("raise SystemExit('the wrong one')\n")
    (tmp_path / "code.py").write_text(START)
    done = subprocess.run(
        [PROGRAM, "run", "code.py", "--formats", "json"], cwd=tmp_path, timeout=60
    )
    assert done.returncode == 0


@posix
@pytest.mark.parametrize("closed", quick(["<&- >&- 2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-"], 1))
def test_closed_streams_are_no_reason_to_fail(tmp_path, closed):
    (tmp_path / "code.py").write_text(START + "print('said')\n")
    line = f"{PROGRAM} run code.py -o out --formats json {closed}"
    done = subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 0
    assert (tmp_path / "out" / "code.json").exists()
    assert done.stderr in (b"", b"said\n")


@posix
@pytest.mark.parametrize("written", ["b'junk'", "b'\\x80\\x05' * 9", "b'begun\\n' * 3"])
def test_what_the_code_writes_into_our_pipes_is_told_apart(tmp_path, written):
    """The descriptors are small numbers: a loop over them finds the pipe of the answer."""
    (tmp_path / "code.py").write_text(
        f"import os\nfor n in range(3, 20):\n    try:\n        os.write(n, {written})\n"
        "    except OSError:\n        pass\n" + START
    )
    done = command("run", "code.py", "--formats", "json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


class Evil:
    def __reduce__(self):
        return exec, ("raise SystemExit('called')",)


@pytest.mark.parametrize("thing", [Evil(), print, Path("/"), {"a": [Evil()]}])
def test_an_answer_holds_data_alone(thing):
    token = b"t" * 16
    assert find_answer(frame_answer((True, thing), token), token) is None


def test_an_answer_holds_graphs_and_arrays():
    token = b"t" * 16
    values = (np.arange(6.0).reshape(2, 3).T, np.float32(2.5), np.zeros(0, dtype=np.int64), {1, 2})
    framed = b"noise" + frame_answer((True, values), token) + b"noise"
    went_well, same = find_answer(framed, token)
    assert went_well
    assert all(np.array_equal(*pair) for pair in zip(values[:3], same[:3], strict=True))
    assert find_answer(framed[:-30], token) is None
