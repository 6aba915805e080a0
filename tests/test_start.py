"""The start of the command line: the reader's process first, and nothing that it can do without."""

import subprocess
import sys

import pytest

from graphviz_backprop.command.arguments import KNOWN_NAMES
from graphviz_backprop.figure import SHARED, find_fit
from graphviz_backprop.formats import FORMATS
from graphviz_backprop.levels import LEVELS
from graphviz_backprop.storyboard import SEQUENCES, TERMS
from graphviz_backprop.themes import THEMES, background_color

# Prints which of these are imported when the process for the code is started, and ends.
AT_THE_START = """
import os, sys
import graphviz_backprop.isolation.running as running
def started(*args):
    names = ("numpy", "PIL", "typst", "wasmtime", "psutil", "graphviz_backprop.figure")
    print(*[name for name in names if name in sys.modules])
    sys.stdout.flush()
    os._exit(0)
running.start_process = started
from graphviz_backprop.command.cli import main
main(sys.argv[1:])
"""
AFTER_ALL = """
import sys
from graphviz_backprop.command.cli import main
main(sys.argv[1:])
names = ("graphviz_backprop.capture", "graphviz_backprop.tracing", "psutil")
print(*[name for name in names if name in sys.modules])
"""


def said(program, *arguments):
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def test_nothing_that_draws_is_loaded_before_the_readers_process_starts():
    options = "--formats gif,svg,png --theme dark --sequence book --shared wires --fit 16:9"
    more = "--width 1600 --level array --background none --terms all"
    assert said(AT_THE_START, "demo", *options.split(), *more.split()) == ""


def test_the_look_at_what_is_loaded_can_fail():
    assert "numpy" in said(f"import numpy\n{AT_THE_START}", "demo")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere psutil weighs the process")
def test_the_process_that_draws_loads_no_hooks(tmp_path):
    assert said(AFTER_ALL, "demo", "--formats", "json", "-o", str(tmp_path)) == ""


def test_the_usual_names_are_names():
    assert KNOWN_NAMES["format"] <= set(FORMATS)
    assert KNOWN_NAMES["theme"] <= set(THEMES)
    assert KNOWN_NAMES["sequence"] <= set(SEQUENCES)
    assert KNOWN_NAMES["shared"] <= set(SHARED)
    assert KNOWN_NAMES["terms"] <= set(TERMS)
    assert KNOWN_NAMES["level"] <= set(LEVELS)
    for name in KNOWN_NAMES["fit"]:
        find_fit(name)
    for name in KNOWN_NAMES["background"]:
        background_color(name)
