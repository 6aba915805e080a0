"""A book of Jupyter Book 1, built with its warnings as errors, in an environment of its own.

It wants an older Sphinx than the other tests have, which stands before theirs there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent / "jupyter_book_project"

pytestmark = pytest.mark.long  # it installs a hundred packages


@pytest.fixture(scope="module")
def jupyter_book(tmp_path_factory):
    """The command."""
    try:
        return command_in(tmp_path_factory.mktemp("environment"))
    except subprocess.CalledProcessError as error:
        pytest.skip(f"Jupyter Book can't be installed: {error.stderr.strip()[-200:]}")


def command_in(place):
    """The command, in a new environment whose packages stand before those of this one."""
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    python = place / "bin" / "python"

    def said(*arguments):
        command = [python, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    said("-m", "pip", "install", "-q", "jupyter-book<2")
    ours = sysconfig.get_path("purelib")
    own = Path(said("-c", "import sysconfig; print(sysconfig.get_path('purelib'))"))
    # An editable install stands in a .pth file of its own, which `addsitedir` reads too.
    (own / "zz_this_environment.pth").write_text(f"import site; site.addsitedir({ours!r})\n")
    return place / "bin" / "jupyter-book"


def test_the_book_shows_the_directive_and_the_cell(jupyter_book, tmp_path):
    project = shutil.copytree(PROJECT, tmp_path / "book")
    command = [jupyter_book, "build", "-W", project]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = project / "_build" / "html"
    intro, cells = ((pages / name).read_text() for name in ("intro.html", "cells.html"))
    assert 'alt="The step to x[0]" class="backprop"' in intro
    (figure,) = (pages / "_images").glob("*.svg")
    assert f"_images/{figure.name}" in intro
    assert "x[0] gets w[0]" in figure.read_text()
    (shown,) = re.findall(r'<img[^>]*alt="Backward 7 of 12[^>]*>', cells)  # with its words
    assert 'src="data:image/svg+xml' in shown
    assert "gb.run" not in cells  # the cell's code is hidden, its figure is not
