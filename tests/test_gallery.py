"""`outputs/` is what the gallery's command makes: same data, same pixels, small."""

from __future__ import annotations

import json
import re

import imageio.v3 as iio
import numpy as np
import pytest

from tests.gallery import OUTPUTS, PROGRAMS_SHOWN, make_gallery

MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    make_gallery(folder)
    return folder


def files(folder):
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def test_the_gallery_has_the_files_that_are_made(fresh):
    assert files(OUTPUTS) == files(fresh)
    figures = {name for name in files(OUTPUTS) if name.startswith("figures/")}
    for number in range(1, 20):
        assert f"figures/9.{number:02}.svg" in figures
    assert "figures/9.17.png" in figures  # README's


def test_the_gallery_is_small():
    assert sum(path.stat().st_size for path in OUTPUTS.rglob("*") if path.is_file()) < MOST_BYTES


def test_data_and_text_are_equal(fresh):
    assert json.loads((OUTPUTS / "neuron.json").read_text()) == json.loads(
        (fresh / "neuron.json").read_text()
    )
    marks = re.compile(r'<g id="[^"]*"[^>]*>|<title>[^<]*|<desc>[^<]*')
    for name in files(fresh):
        if name.endswith((".svg", ".gv")):
            kept, made = ((folder / name).read_text() for folder in (OUTPUTS, fresh))
            assert marks.findall(kept) == marks.findall(made)


def test_the_page_of_programs_shows_each_picture(fresh):
    page = (fresh / "README.md").read_text(encoding="utf-8")
    assert page == (OUTPUTS / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"\]\((programs/[^)]*\.png)\)", page)
    assert set(shown) == {name for name in files(fresh) if re.match(r"programs/.*\.png", name)}
    assert len(PROGRAMS_SHOWN) >= 12


def test_pages_have_the_same_script_and_the_same_words(fresh):
    pages = sorted(name for name in files(fresh) if name.endswith(".html"))
    assert len(pages) == 3
    script = re.compile(r"<script>(.*?)</script>", re.DOTALL)
    for name in pages:
        kept, made = ((folder / name).read_text() for folder in (OUTPUTS, fresh))
        assert script.findall(kept) == script.findall(made), name


def test_pixels_are_equal_within_one_level(fresh):
    for name in files(fresh):
        same_bytes = (OUTPUTS / name).read_bytes() == (fresh / name).read_bytes()
        if name.endswith((".png", ".gif")) and not same_bytes:
            kept, made = (iio.imread(folder / name) for folder in (OUTPUTS, fresh))
            assert kept.shape == made.shape, name
            assert (np.maximum(kept, made) - np.minimum(kept, made)).max() <= 1, name
