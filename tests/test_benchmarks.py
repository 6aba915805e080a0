"""The benchmarks can be run: their rows, what is skipped, the floor."""

import sys

import pytest
from PIL import Image

from tests.benchmarks import floor, large
from tests.benchmarks.measured import HEAD, FailedError, row, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are weighed as on POSIX")
QUICK = [sys.executable, "-c", "pass"]
SLOW = [sys.executable, "-c", "sum(range(10_000_000))"]
BROKEN = [sys.executable, "-c", "import sys; sys.exit('no such | thing')"]


def test_a_row_says_how_many_times_less_we_take():
    cells = row("quick", QUICK, SLOW, rounds=1).split("|")
    assert len(cells) == len(HEAD.splitlines()[0].split("|"))
    times_faster, less_cpu = cells[4], cells[5]
    assert float(times_faster) > 0
    assert float(less_cpu) > 1


def test_what_can_not_be_had_is_skipped_with_a_word():
    assert "skipped: no such / thing" in row("broken", QUICK, BROKEN, rounds=1)
    with pytest.raises(FailedError, match="thing"):
        run(BROKEN)


def test_the_floor_encodes_every_frame(tmp_path):
    floor.prepare(str(tmp_path / "patches"), "300")
    floor.encode(str(tmp_path / "patches"), str(tmp_path / "floor.gif"))
    with Image.open(tmp_path / "floor.gif") as image:
        assert image.n_frames == 28 + 1


@pytest.mark.long
def test_a_row_of_a_large_program_has_its_file(monkeypatch):
    monkeypatch.setattr(large, "_MANY", (200,))
    rows = list(large.rows(["200"]))
    assert len(rows) == 3
    for one in rows:
        assert one.count("|") == large.HEAD.splitlines()[0].count("|")
        assert "skipped" not in one
        assert one.endswith("MB |")
