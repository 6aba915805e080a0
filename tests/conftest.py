"""Fixtures and helpers; the tests run against the installed package, as its users do.

The folder that holds `tests` holds the package's source too. At the end of the search path it gives
`tests`, and an installed package comes first.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:] = [part for part in sys.path if Path(part or ".").resolve() != ROOT] + [str(ROOT)]

import numpy as np  # noqa: E402  the search path comes first
import pytest  # noqa: E402  the search path comes first

import graphviz_backprop as gb  # noqa: E402
from tests.cases import CASES  # noqa: E402

MANY = bool(os.environ.get("GRAPHVIZ_BACKPROP_MANY"))


# The command as an installation puts it beside Python: `-m` would look in the current folder first.
PROGRAM = str(Path(sys.executable).parent / "graphviz-backprop")


def tries(few: int, many: int) -> int:
    """How many programs, inputs or moments a test tries; many where the environment asks for it."""
    return many if MANY else few


@pytest.fixture(autouse=True)
def print_options_stay():
    """A reader's file that a test runs in this process may set NumPy's."""
    before = np.get_printoptions()
    yield
    np.set_printoptions(**before)


@cache
def movie_of(name: str) -> gb.Movie:
    """The movie of a case, made once for all tests."""
    return CASES[name].movie()


@pytest.fixture(params=CASES)
def any_movie(request: pytest.FixtureRequest) -> gb.Movie:
    """Each of the cases in turn."""
    return movie_of(request.param)


@pytest.fixture
def neuron() -> gb.Movie:
    """The book's neuron."""
    return movie_of("neuron")


@pytest.fixture
def seeds() -> Path:
    """The readers' own notebooks, where this checkout has them beside it."""
    folder = Path(os.environ.get("GRAPHVIZ_BACKPROP_SEEDS", ROOT.parent / "shared" / "seeds"))
    if not folder.is_dir():
        pytest.skip("the readers' notebooks are not here")
    return folder


def command(*args, **kwargs):
    """The command line as a program of its own."""
    return subprocess.run(
        [PROGRAM, *map(str, args)],
        capture_output=True,
        text=True,
        timeout=120,
        **kwargs,
    )
