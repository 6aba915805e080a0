"""Files appear whole or not at all; an earlier run's frames go, nobody else's do."""

from __future__ import annotations

import pytest

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, MovieFormat
from tests.conftest import movie_of


@pytest.fixture
def movie():
    return movie_of("square").replace(width=300)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_rerun_removes_frames_that_it_no_longer_makes(movie, tmp_path):
    neuron = movie_of("neuron").replace(width=300)
    neuron.save_all(tmp_path, "a", ["svg", "gv"])
    assert len(names(tmp_path)) == 56
    movie.save_all(tmp_path, "a", ["svg", "gv", "gif"])
    frames = [f"a_0{n}.{suffix}" for n in range(7) for suffix in ("gv", "svg")]
    assert names(tmp_path) == ["a.gif", *frames]


def test_what_was_saved_in_another_format_stays(movie, tmp_path):
    movie.save(tmp_path / "a.svg")
    movie.save(tmp_path / "a.gv")
    movie.save_all(tmp_path, "a", ["gif"])
    assert len(names(tmp_path)) == 15


def test_nobody_elses_files_are_removed(movie, tmp_path):
    for name in ("a_01.png", "a_99.svg", "a_50.txt", "b_00.svg", "a_1.svg", "a_x.svg"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "a_77.svg").mkdir()
    movie.save_all(tmp_path, "a", ["svg"])
    assert len(names(tmp_path)) == 14


def test_a_folder_in_the_place_of_a_file_is_found_before_anything_is_replaced(movie, tmp_path):
    movie.save_all(tmp_path, "a", ["svg", "json"])
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}
    (tmp_path / "a.gif").mkdir()
    with pytest.raises(BackpropError, match=r"a\.gif: can't be written: it is a folder"):
        movie.replace(seed=2.0).save_all(tmp_path, "a", ["svg", "json", "gif"])
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.[sj]*")} == before


def test_a_failure_leaves_the_folder_as_it_was(movie, tmp_path, monkeypatch):
    movie.save_all(tmp_path, "a", ["svg", "json"])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(film, tick):
        raise BackpropError("broken on purpose")

    monkeypatch.setitem(FORMATS._things, "json", MovieFormat(fail, b"", is_drawn=False))
    with pytest.raises(BackpropError, match="on purpose"):
        movie.replace(seed=2.0).save_all(tmp_path, "a", ["svg", "json"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_place_that_is_a_file_is_one_line(movie, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(BackpropError, match="can't be written") as caught:
        movie.save_all(tmp_path / "taken", "a", ["json"])
    assert "\n" not in str(caught.value)


def test_too_many_figures_are_refused_before_any_is_made(tmp_path):
    import graphviz_backprop as gb

    def long_chain(x):
        for _ in range(2_000):
            x = x * 1.001
        return x

    movie = gb.trace(long_chain, x=1.0)
    with pytest.raises(BackpropError, match="too many to draw"):
        movie.save_all(tmp_path, "a")
    assert names(tmp_path) == []
    assert movie.save_all(tmp_path, "a", ["json"])["json"][0].exists()
