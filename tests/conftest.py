"""What tests ask for."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

import graphviz_backprop as gb
from tests.cases import CASES

ROOT = Path(__file__).parent.parent


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
