"""A book of Jupyter Book 1, built with its warnings as errors, in an environment of its own.

It wants an older Sphinx than the other tests have, which stands before theirs there.
"""

from __future__ import annotations

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
    """The command, in an environment whose packages stand before those of this one."""
    place = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    python = place / "bin" / "python"
    install = [python, "-m", "pip", "install", "-q", "jupyter-book<2"]
    installed = subprocess.run(install, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.skip(f"Jupyter Book can't be installed: {installed.stderr.strip()[-200:]}")
    ours = sysconfig.get_path("purelib")
    own = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    # An editable install stands in a .pth file of its own, which `addsitedir` reads too.
    after = f"import site; site.addsitedir({ours!r})\n"
    (Path(own.stdout.strip()) / "zz_this_environment.pth").write_text(after)
    return place / "bin" / "jupyter-book"


def test_the_book_shows_the_directive_and_the_cell(jupyter_book, tmp_path):
    project = shutil.copytree(PROJECT, tmp_path / "book")
    command = [jupyter_book, "build", "-W", project]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = project / "_build" / "html"
    intro, cells = ((pages / name).read_text() for name in ("intro.html", "cells.html"))
    assert 'alt="The step to x[0]" class="backprop"' in intro
    figures = sorted((pages / "_images").glob("*.svg"))
    assert len(figures) == 2
    assert all(f"_images/{one.name}" in intro + cells for one in figures)
    assert any("x[0] gets w[0]" in one.read_text() for one in figures)
    assert "gb.run" not in cells  # the cell's code is hidden, its figure is not
