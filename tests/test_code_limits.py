"""Where the reader's code is stopped: never within a hook that would be left half done."""

import signal
import sys
import time

import pytest

from graphviz_backprop.isolation.code_limits import CODE_LIMITS, StoppedCode, stopping
from graphviz_backprop.limits import Limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
READER = """
def code(hook):
    while True:
        hook()
"""
HOOK = """
import time
def hook(begun, ended, seconds):
    begun.append(None)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass
    ended.append(None)
"""


def function(source, name, module):
    """A function that belongs to a module of this name."""
    namespace = {"__name__": module}
    exec(source, namespace)
    return namespace[name]


@pytest.fixture
def run(monkeypatch):
    """Run code that calls a hook of this package, each call of so many seconds, for 0.1 s."""
    monkeypatch.setattr(CODE_LIMITS, "limits", Limits(timeout=0.1, memory=64))

    def stopped(seconds):
        begun, ended = [], []
        hook = function(HOOK, "hook", "graphviz_backprop.tracing")
        code = function(READER, "code", "__main__")
        with pytest.raises(StoppedCode), stopping():
            code(lambda: hook(begun, ended, seconds))
        return len(begun), len(ended)

    return stopped


def test_a_hook_that_has_begun_ends_before_the_code_is_stopped(run):
    for _ in range(3):
        begun, ended = run(0.07)
        assert begun == ended > 0


def test_a_hook_that_takes_long_is_stopped_too(run):
    started = time.monotonic()
    assert run(60) == (1, 0)
    assert time.monotonic() - started < 30


def test_afterwards_no_alarm_is_left(run):
    run(0.01)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
