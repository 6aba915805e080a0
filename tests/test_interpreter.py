"""The reader's own Python runs the code; it needs nothing of ours but the standard library."""

from __future__ import annotations

import json
import sys
import venv
from pathlib import Path

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.isolation.interpreter import OWN, find_interpreter
from tests.conftest import command

CODE = "import sys\nx = 2.0\nw = -3.0\ny = max(x * w, 0.1 * x)\nprint(sys.prefix)\n"


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """An environment with a Python and not one library."""
    folder = tmp_path_factory.mktemp("bare") / "env"
    venv.create(folder, with_pip=False)
    return folder


@pytest.fixture
def project(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text(CODE)
    return tmp_path


def run(project, *args, **environment):
    return command(
        "run", "src/a.py", "-o", "out", "--formats", "json", *args, cwd=project, env=environment
    )


def drawn_with(done, project):
    assert done.returncode == 0, done.stderr
    assert json.loads((project / "out" / "a.json").read_text())["gradients"] == {"x": 0.1, "w": 0.0}
    return done.stderr


def test_a_python_that_is_asked_for_runs_the_code_without_a_word(bare, project):
    for python in (bare, bare / "bin" / "python"):
        assert drawn_with(run(project, "--python", python), project) == f"{bare}\n"
    movie = gb.run(project / "src" / "a.py", python=bare)
    assert movie.gradients == {"x": 0.1, "w": 0.0}


@pytest.mark.parametrize("name", ["VIRTUAL_ENV", "CONDA_PREFIX"])
def test_that_of_the_active_environment_runs_it_and_is_named(name, bare, project):
    said = drawn_with(run(project, **{name: str(bare)}), project)
    assert said == f"{bare}\ngraphviz-backprop: a.py: the code runs with the Python of {name}\n"


def test_that_of_a_folder_above_runs_it(bare, project):
    (project / ".venv").symlink_to(bare)
    said = drawn_with(run(project), project)
    assert "the code runs with the Python of" in said
    assert ".venv" in said


def test_that_of_a_notebooks_kernel(bare, tmp_path):
    kernel = tmp_path / "data" / "kernels" / "mine"
    kernel.mkdir(parents=True)
    program = bare / "bin" / "python"
    (kernel / "kernel.json").write_text(json.dumps({"argv": [str(program), "-m", "ipykernel"]}))
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps({"metadata": {"kernelspec": {"name": "mine"}}, "cells": []}))
    found = find_interpreter(None, file, {"JUPYTER_DATA_DIR": str(tmp_path / "data")})
    assert (found.path, found.note) == (
        str(program),
        "the code runs with the Python of the notebook's kernel",
    )
    file.write_text("{}")
    assert find_interpreter(None, file, {"JUPYTER_DATA_DIR": str(tmp_path / "data")}) is OWN


def test_our_own_is_our_own_however_it_is_found(tmp_path):
    file = tmp_path / "a.py"
    for environment in ({}, {"VIRTUAL_ENV": sys.prefix}, {"VIRTUAL_ENV": "/nowhere"}):
        assert find_interpreter(None, file, environment) is OWN
    assert find_interpreter(sys.executable, file, {}) is OWN


def test_an_old_python_is_passed_over_with_a_word_or_refused(bare, tmp_path):
    old = tmp_path / "old"
    (old / "bin").mkdir(parents=True)
    (old / "bin" / "python").symlink_to(bare / "bin" / "python")
    (old / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.9.2\n")
    found = find_interpreter(None, None, {"VIRTUAL_ENV": str(old)})
    assert found.is_own
    assert found.note == (
        "VIRTUAL_ENV has Python 3.9, 3.11 or newer is needed; our own Python runs the code"
    )
    with pytest.raises(BackpropError, match=r"is Python 3\.9, 3\.11 or newer is needed"):
        find_interpreter(str(old), None, {})


@pytest.mark.parametrize("python", ["nowhere", "/", __file__])
def test_what_is_no_python_is_one_line(python):
    with pytest.raises(BackpropError, match=r"^--python: .*name its program"):
        find_interpreter(python, None, {})


def test_a_library_that_is_missing_there_says_where_to_install_it(bare, project):
    (project / "src" / "a.py").write_text("import numpy\n")
    done = run(project, "--python", bare)
    assert f"install it: {Path(bare, 'bin', 'python')}" in done.stderr
    assert "-m pip install numpy" in done.stderr
