"""Blocks of documents: their options, their files, and what is made only once."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from graphviz_backprop.documents import Block, embed
from graphviz_backprop.errors import BackpropError
from tests.formats.hostile import HOSTILE

CODE = "x, w = 2.0, -3.0\nprint('said by the code')\ny = x * w\n"


def block(folder, code=CODE, file=None, **options):
    return Block(code, file, folder, options)


def test_a_movie_moves_and_has_its_complete_figure_for_paper(tmp_path, capfd):
    made = embed(block(tmp_path), tmp_path / "cache")
    assert b"@keyframes" in made.picture.read_bytes()
    assert made.paper.read_bytes().startswith(b"%PDF")
    assert made.page is None
    assert made.alt == "Backpropagation through code"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("frame", "index"), [("0", 0), ("-1", 4), ("3", 3)])
def test_one_figure_is_chosen_by_its_number(frame, index, tmp_path):
    made = embed(block(tmp_path, frame=frame), tmp_path / "cache")
    movie = gb.run(code=CODE)
    assert made.picture.read_text() == movie[index].svg
    assert made.alt == movie[index].alt


def test_a_figure_of_the_book_is_chosen_by_its_number_there(tmp_path):
    code = "x, w = [1.0, -2.0, 3.0], [-3.0, -1.0, 2.0]\nb = 1.0\n"
    code += "z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b\ny = max(z, 0)\n"
    made = embed(block(tmp_path, code, sequence="book", frame="9.17"), tmp_path / "cache")
    assert "x[0] gets w[0]" in made.alt


def test_options_reach_the_movie(tmp_path):
    (tmp_path / "mine.toml").write_text('base = "dark"\n[colors]\npage = "#101010"\n')
    options = {"format": "png", "theme": "mine.toml", "fit": "800x600", "alt": "My words"}
    made = embed(block(tmp_path, **options, living=""), tmp_path / "cache")
    from PIL import Image

    with Image.open(made.picture) as image:
        assert image.size == (800, 600)
        assert image.convert("RGB").getpixel((3, 3)) == (16, 16, 16)
    assert made.alt == "My words"
    assert made.page.read_text().lower().startswith("<!doctype html>")


def test_equal_content_is_run_once_and_other_content_anew(tmp_path):
    count = tmp_path / "count.txt"
    code = f"open({str(count)!r}, 'a').write('.')\n{CODE}"
    file = tmp_path / "code.py"
    file.write_text(code)
    first = embed(block(tmp_path, "", file), tmp_path / "cache")
    assert embed(block(tmp_path, "", file), tmp_path / "cache") == first
    assert count.read_text() == "."
    embed(block(tmp_path, "", file, theme="dark"), tmp_path / "cache")
    assert count.read_text() == ".."
    file.write_text(code + "# other\n")
    embed(block(tmp_path, "", file), tmp_path / "cache")
    assert count.read_text() == "..."


def test_what_was_broken_off_is_made_anew(tmp_path):
    first = embed(block(tmp_path), tmp_path / "cache")
    (first.picture.parent / "embedded.json").unlink()
    first.picture.write_text("half")
    assert embed(block(tmp_path), tmp_path / "cache").picture.read_text() != "half"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"frame": "5"}, r"frame: got '5'; expected a number from 0 to 4"),
        ({"frame": "last"}, r"frame: got 'last'; expected a number"),
        ({"frame": "0", "format": "gif"}, r"frame: gif is a format of whole movies"),
        ({"format": "mp4"}, r"format: 'mp4' is not one of svg, png, animated-svg, gif"),
        ({"level": "high"}, r"level: 'high' is not one of element, array, layer"),
        ({"fit": "wide"}, r"fit: "),
        ({"theme": "pink"}, r"unknown theme: 'pink'"),
        ({"theme": "pink.toml"}, r"pink.toml: can't be read"),
        ({"of": "nothing"}, r"nothing"),
        ({"size": "1"}, r"unknown option: 'size' \(must be one of of, pass, level"),
        ({"living": "no"}, r"living: 'no': it is there or not"),
    ],
)
def test_a_wrong_option_is_one_line(options, message, tmp_path):
    with pytest.raises(BackpropError, match=message):
        embed(block(tmp_path, **options), tmp_path / "cache")
    assert not list((tmp_path / "cache").glob("*"))


def test_code_stands_in_the_block_or_in_a_file(tmp_path):
    with pytest.raises(BackpropError, match="expected either Python code or a file; got neither"):
        block(tmp_path, " \n")
    with pytest.raises(BackpropError, match="got both"):
        block(tmp_path, CODE, tmp_path / "code.py")
    with pytest.raises(BackpropError, match=r"code\.py: can't be read: No such file"):
        embed(block(tmp_path, "", tmp_path / "code.py"), tmp_path / "cache")


def test_an_error_in_the_code_leaves_nothing(tmp_path):
    with pytest.raises(BackpropError, match="line 1: ZeroDivisionError"):
        embed(block(tmp_path, "x = 1 / 0\n"), tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_hostile_words_are_kept_for_the_builder_to_escape(tmp_path):
    made = embed(block(tmp_path, alt=" ".join(HOSTILE)), tmp_path / "cache")
    assert made.alt == " ".join(HOSTILE)
