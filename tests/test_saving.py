"""Files appear whole or not at all; an earlier run's frames go, nobody else's do."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, MovieFormat
from graphviz_backprop.staging import staging
from tests.conftest import movie_of


@pytest.fixture
def movie():
    return movie_of("square").replace(width=300)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_rerun_removes_frames_that_it_no_longer_makes(movie, tmp_path):
    neuron = movie_of("neuron").replace(width=300)
    neuron.save_all(tmp_path, "a", ["svg", "gv"])
    assert len(names(tmp_path)) == 34
    movie.save_all(tmp_path, "a", ["svg", "gv", "gif"])
    frames = [f"a_0{n}.{suffix}" for n in range(5) for suffix in ("gv", "svg")]
    assert names(tmp_path) == ["a.gif", *frames]


@pytest.mark.parametrize(
    ("format", "kept", "older", "foreign"),
    [
        ("readme", "a_light.svg", "a_light_2.svg", "a_dark_3.svg"),  # of a movie with pages
        ("md", "a_01.svg", "a_17.svg", "a_18.svg"),
    ],
)
def test_a_rerun_removes_pictures_beside_a_text_that_it_no_longer_makes(
    movie, tmp_path, format, kept, older, foreign
):
    movie.save_all(tmp_path, "a", [format])
    before = names(tmp_path)
    (tmp_path / older).write_bytes((tmp_path / kept).read_bytes())
    (tmp_path / foreign).write_text("mine")
    movie.save_all(tmp_path, "a", [format])
    assert names(tmp_path) == sorted([*before, foreign])


def test_what_was_saved_in_another_format_stays(movie, tmp_path):
    movie.save(tmp_path / "a.svg")
    movie.save(tmp_path / "a.gv")
    movie.save_all(tmp_path, "a", ["gif"])
    assert len(names(tmp_path)) == 11


def test_nobody_elses_files_are_removed(movie, tmp_path):
    for name in ("a_01.png", "a_99.svg", "a_50.txt", "b_00.svg", "a_1.svg", "a_x.svg"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "a_77.svg").mkdir()
    movie.save_all(tmp_path, "a", ["svg"])
    assert len(names(tmp_path)) == 12


def test_a_folder_in_the_place_of_a_file_is_found_before_anything_is_replaced(movie, tmp_path):
    movie.save_all(tmp_path, "a", ["svg", "json"])
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}
    (tmp_path / "a.gif").mkdir()
    with pytest.raises(BackpropError, match=r"a\.gif: can't be written: it is a folder"):
        movie.replace(seed=2.0).save_all(tmp_path, "a", ["svg", "json", "gif"])
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.[sj]*")} == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
@pytest.mark.parametrize("format", ["json", "svg"])
def test_a_pipe_in_the_place_of_a_file_is_one_line_at_once(movie, tmp_path, format):
    name = "a.json" if format == "json" else "a_03.svg"
    os.mkfifo(tmp_path / name)
    with pytest.raises(BackpropError, match=f"{name}: can't be written: it is a pipe or a device"):
        movie.save_all(tmp_path, "a", [format])
    with pytest.raises(BackpropError, match="it is a pipe or a device"):
        movie.save(tmp_path / "a.json" if format == "json" else tmp_path / "a.svg", format)
    assert names(tmp_path) == [name]


def test_a_pipe_among_an_earlier_runs_frames_stays(movie, tmp_path):
    os.mkfifo(tmp_path / "a_99.svg")
    movie.save_all(tmp_path, "a", ["svg"])
    assert "a_99.svg" in names(tmp_path)


def test_a_failure_leaves_the_folder_as_it_was(movie, tmp_path, monkeypatch):
    movie.save_all(tmp_path, "a", ["svg", "json"])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(rendering, tick):
        raise BackpropError("broken on purpose")

    monkeypatch.setitem(FORMATS._things, "json", MovieFormat(fail, b"", is_drawn=False))
    with pytest.raises(BackpropError, match="on purpose"):
        movie.replace(seed=2.0).save_all(tmp_path, "a", ["svg", "json"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_place_that_is_a_file_is_one_line(movie, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(BackpropError, match="is a file; name a folder") as caught:
        movie.save_all(tmp_path / "taken", "a", ["json"])
    assert "\n" not in str(caught.value)


@pytest.mark.long
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


def test_a_file_of_somebody_else_is_never_replaced(movie, tmp_path):
    (tmp_path / "a.json").write_text('{"my": "data"}')
    movie.save_all(tmp_path, "b", ["json"])
    with pytest.raises(BackpropError, match=r"a\.json: is there already and was not made by"):
        movie.save_all(tmp_path, "a", ["gif", "json"])
    assert (tmp_path / "a.json").read_text() == '{"my": "data"}'
    assert names(tmp_path) == ["a.json", "b.json"]
    movie.save(tmp_path / "a.json")  # named by its user
    movie.save_all(tmp_path, "a", ["json"])


@pytest.mark.parametrize("format", FORMATS.names())
def test_every_format_signs_its_files(movie, tmp_path, format):
    for path in movie.save_all(tmp_path, "a", [format])[format]:
        data = path.read_bytes()
        assert b"graphviz_backprop" in data[:1024] + data[-1024:]
    movie.save_all(tmp_path, "a", [format])  # and knows them again


@pytest.mark.parametrize("stem", ["../a", "b/a", "/a"])
def test_a_stem_does_not_lead_out_of_the_folder(movie, tmp_path, stem):
    with pytest.raises(BackpropError, match=r"^stem: got '.*'; expected a name without a folder"):
        movie.save_all(tmp_path / "out", stem, ["json"])
    assert names(tmp_path) == []


def test_a_new_folder_goes_again_where_nothing_is_written(movie, tmp_path, monkeypatch):
    def fail(rendering, tick):
        raise KeyboardInterrupt

    monkeypatch.setitem(FORMATS._things, "json", MovieFormat(fail, b"", is_drawn=False))
    with pytest.raises(KeyboardInterrupt):
        movie.save_all(tmp_path / "new" / "er", "a", ["json"])
    assert names(tmp_path) == []


def test_every_frame_that_is_drawn_ticks(movie, tmp_path):
    ticks = []
    formats = ["svg", "gif", "json"]
    movie.save_all(tmp_path, "a", formats, lambda: ticks.append(1))
    assert len(ticks) == movie.count_frames(formats) == 2 * len(movie)


def test_what_a_killed_run_left_is_removed_and_a_living_one_is_not_disturbed(tmp_path):
    left = tmp_path / ".graphviz_backprop-left"
    left.mkdir()
    (left / "a.gif").write_text("half")
    with staging(tmp_path) as living:
        living.write("a.txt", b"whole")
        with staging(tmp_path) as other:
            assert not left.exists()
            other.write("b.txt", b"whole")
            other.put_in_place(lambda path: None, lambda: None)
        living.put_in_place(lambda path: None, lambda: None)
    assert names(tmp_path) == ["a.txt", "b.txt"]


def test_a_signal_waits_until_all_files_are_in_place(tmp_path):
    def interrupt(path):
        signal.raise_signal(signal.SIGINT)

    # A shell lets what it starts in the background ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with staging(tmp_path) as stage:
            stage.write("a.txt", b"1")
            stage.write("b.txt", b"2")
            with pytest.raises(KeyboardInterrupt):
                stage.put_in_place(interrupt, lambda: None)
    finally:
        signal.signal(signal.SIGINT, before)
    assert names(tmp_path) == ["a.txt", "b.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_is_one_line_and_leaves_the_old_files(movie, tmp_path):
    import resource

    movie.save_all(tmp_path, "a", ["gif"])
    before = (tmp_path / "a.gif").read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(BackpropError, match="can't be written: File too large"):
            movie.replace(seed=2.0).save_all(tmp_path, "a", ["gif"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert names(tmp_path) == ["a.gif"]
    assert (tmp_path / "a.gif").read_bytes() == before


def test_one_pass_frames_are_not_taken_for_anothers(movie, tmp_path):
    for stem in ("a_pass2", "a_pass22", "a", "a_pass2"):
        movie.save_all(tmp_path, stem, ["gv"])
    stems = ["a", "a_pass2", "a_pass22"]
    assert names(tmp_path) == sorted(f"{stem}_0{n}.gv" for stem in stems for n in range(5))
