"""The start of the command line: the reader's process first, and nothing that it can do without."""

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

from graphviz_backprop.command.arguments import KNOWN_NAMES, NOT_DRAWN
from graphviz_backprop.command.parser import EXAMPLES
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


def said(program, *arguments, folder=None):
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
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


LOADED = """
import sys
from graphviz_backprop.command.cli import main
main(sys.argv[1:])
print(*sys.modules)
"""
_PAGES = "living in_notebooks html_page pygments tracing capture paint.vector video slides".split()
_DRAWS = [*"numpy PIL typst paint figure.layout figure.mark".split(), *_PAGES]
# Libraries load some of it at the first use.
_LARGE = "numpy.ma levels.routes json tempfile".split()
_ARRAYS = "ops.arrays figure.layout.spine figure.calculation.array_box".split()
# What is asked for, what must not be loaded for it, and how many of our own modules may be. Each
# takes a third of a millisecond: think before you raise a number.
# The three rooms of the storyboard count with a line each.
MOST_MODULES = {
    "gif": (["demo", "--formats", "gif", "-o", "."], [*_PAGES, *_LARGE, *_ARRAYS], 215),
    "json": (["demo", "--formats", "json", "-o", "."], [*_DRAWS[1:], "ops.arrays"], 155),
    "list": (["list", EXAMPLES["neuron"]], [*_DRAWS, "storyboard", "backward", "themes"], 81),
    "check": (["check", EXAMPLES["neuron"]], [*_DRAWS, "storyboard", "themes"], 55),
}


def is_loaded(name, modules):
    """Whether a module is loaded, ours by its path within the package, or one within it."""
    return any(
        module == one or module.startswith(f"{one}.")
        for module in modules
        for one in (name, f"graphviz_backprop.{name}")
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere psutil weighs the process")
@pytest.mark.parametrize("command", MOST_MODULES)
def test_nothing_is_loaded_that_is_not_needed(command, tmp_path):
    arguments, unwanted, most = MOST_MODULES[command]
    modules = said(LOADED, *map(str, arguments), folder=tmp_path).split()
    assert [name for name in unwanted if is_loaded(name, modules)] == []
    assert sum(name.startswith("graphviz_backprop.") for name in modules) <= most


@pytest.mark.parametrize("room", ["figure", "figure.layout", "paint"])
def test_each_name_of_a_room_is_found(room):
    package = import_module(f"graphviz_backprop.{room}")
    files = {module.name for module in pkgutil.iter_modules(package.__path__)}
    # Once it is imported, a file would stand under its name.
    assert files.isdisjoint(package.__all__)
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        package.no_such_name  # noqa: B018


def test_a_loaded_module_is_seen():
    modules = said(f"import graphviz_backprop.living\n{LOADED}", "list", EXAMPLES["neuron"]).split()
    assert is_loaded("living", modules)
    assert is_loaded("living.html_page", modules)
    assert not is_loaded("liv", modules)


def test_the_usual_names_are_names():
    assert KNOWN_NAMES["format"] <= set(FORMATS)
    assert {name for name in FORMATS if not FORMATS[name].is_drawn} == NOT_DRAWN
    assert KNOWN_NAMES["theme"] <= set(THEMES)
    assert KNOWN_NAMES["sequence"] <= set(SEQUENCES)
    assert KNOWN_NAMES["shared"] <= set(SHARED)
    assert KNOWN_NAMES["terms"] <= set(TERMS)
    assert KNOWN_NAMES["level"] <= set(LEVELS)
    for name in KNOWN_NAMES["fit"]:
        find_fit(name)
    for name in KNOWN_NAMES["background"]:
        background_color(name)
