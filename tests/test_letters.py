"""Names in any script: as themselves where a font has them, as wide as they are; else as codes."""

from __future__ import annotations

import re
import shutil

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, FrameFormat, unwatched
from graphviz_backprop.typesetting import (
    BUNDLED,
    MATH,
    MONO_ADVANCE,
    SERIF,
    FontSet,
    drawable,
    extra_folders,
    mono_width,
    runs,
    using,
)
from graphviz_backprop.typesetting import fonts as fonts_room
from tests.checks import beyond_the_page, touches
from tests.conftest import command
from tests.quick_or_long import quick
from tests.small_font import small_font

CHINESE = "权重偏置输入"
WITH_EXTRA = pytest.mark.skipif(not extra_folders(), reason="the extra of fonts is not installed")


@pytest.fixture
def no_extra(monkeypatch):
    monkeypatch.setattr(fonts_room, "extra_folders", tuple)


@pytest.fixture
def font(tmp_path, no_extra):
    path = tmp_path / "small.ttf"
    path.write_bytes(small_font(CHINESE))
    return path


def movie_named(*names, **options):
    x, w, b = (gb.value(name, number) for name, number in zip(names, (2.0, -3.0, 1.0), strict=True))
    return gb.movie(gb.relu(x * w + b), sequence="book", **options)


def texts(movie, kind="name"):
    marks = [mark for mark in movie.rendering.scene.marks if mark.kind == kind]
    return ["".join(ink.plain for ink in mark.inks) for mark in marks]


def made(movie, name):
    kind = FORMATS[name]
    if isinstance(kind, FrameFormat):
        return list(kind.every(movie.rendering))
    return [kind.make(movie.rendering, unwatched)]


# A font that the reader names


def test_a_named_font_draws_names_as_themselves(font):
    movie = movie_named("权重[0]", "输入[0]", "偏置", font=font)
    assert texts(movie) == ["权重[0]", "输入[0]", "偏置"]
    assert movie.undrawn_letters == ()
    scene = movie.rendering.scene
    assert [str(touch) for touch in touches(scene)] == []
    assert beyond_the_page(scene) == []


def test_a_name_is_as_wide_as_its_letters(font):
    """The font's letters are one and a half em wide, so a count of letters would be wrong."""
    movie = movie_named("权重[0]", "输入", "b", font=font)
    names = [mark.inks[0] for mark in movie.rendering.scene.marks if mark.kind == "name"]
    assert [ink.width / ink.size for ink in names] == [
        pytest.approx(2 * 1.5 + 3 * MONO_ADVANCE, abs=1e-3),
        pytest.approx(2 * 1.5, abs=1e-3),
        pytest.approx(MONO_ADVANCE),
    ]


@pytest.mark.long
def test_it_is_asked_after_the_bundled_ones_alone(font, tmp_path):
    """What they have is drawn as without it, byte for byte."""
    other = tmp_path / "latin.ttf"
    other.write_bytes(small_font("xwb0123456789.θ"))
    plain = movie_named("x", "θ", "b")
    for name in ("svg", "png", "gif", "gv"):
        assert made(plain, name) == made(plain.replace(font=[other, font]), name)


@pytest.mark.parametrize("format", quick(["svg", "gif", "png", "gv", "json"], 2))
def test_the_same_font_gives_the_same_bytes_from_wherever(font, tmp_path, format):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "neighbour.ttf").write_bytes(small_font(CHINESE, "Small Test", advance=900))
    moved = shutil.copy(font, folder / "other name.ttf")
    names = "权重", "输入", "偏"
    first = made(movie_named(*names, font=font), format)
    assert first == made(movie_named(*names, font=[str(moved)]), format)
    if format in ("svg", "png", "gif"):
        assert first != made(movie_named(*names), format)


def test_the_first_of_two_fonts_is_asked_first(font, tmp_path):
    wide = tmp_path / "wide.ttf"
    wide.write_bytes(small_font("权", "Wide Test", advance=2000))
    for files, width in (([font, wide], 1.5), ([wide, font], 2.0)):
        movie = movie_named("权", "w", "b", font=files)
        assert movie.rendering.scene.undrawn == ()
        with using(movie.rendering.fonts):
            assert mono_width("权", 1.0) == pytest.approx(width, abs=1e-3)


def test_rules_and_captions_have_the_letters_too(font):
    movie = movie_named("权重", "输入", "偏", font=font)
    captions = [m for m in movie.rendering.scene.marks if m.kind == "caption"]
    plain = [getattr(ink, "plain", "") for mark in captions for ink in mark.inks]
    assert any("权重" in text and "∂" in text for text in plain)
    assert any("偏" in text for text in texts(movie, "caption"))
    assert movie[-1].png.startswith(b"\x89PNG")


def test_letters_that_it_lacks_stay_codes_and_are_told(font):
    movie = movie_named("权重", "和", "偏", font=font)
    assert texts(movie) == ["权重", "U+548C", "偏"]
    assert movie.undrawn_letters == ("和",)


def test_without_any_font_they_are_codes(no_extra):
    movie = movie_named("权", "😀", "θ")
    assert texts(movie) == ["U+6743", "U+1F600", "θ"]
    assert movie.undrawn_letters == ("权", "😀")
    assert movie_named("a\tb", "\u202e", "\ud800").undrawn_letters == ()  # no letters


def test_long_lines_of_wide_letters_stay_on_the_page(font):
    name = CHINESE * 4
    movie = movie_named(name, f"{name[::-1]}", "偏置" * 12, font=font)
    assert beyond_the_page(movie.rendering.scene) == []
    assert [str(touch) for touch in touches(movie.rendering.scene)] == []


def test_what_is_no_font_is_told(font, tmp_path):
    text = tmp_path / "text.ttf"
    text.write_text("no font")
    cut = tmp_path / "cut.ttf"
    cut.write_bytes(font.read_bytes()[:400])
    renamed = shutil.copy(font, tmp_path / "font.txt")
    for file in (text, cut, renamed):
        with pytest.raises(
            BackpropError, match=r"no font; expected TrueType or OpenType"
        ) as caught:
            movie_named("x", "w", "b", font=file)
        assert str(caught.value).startswith(str(file))
    for missing in (tmp_path / "missing.ttf", tmp_path, "x\0.ttf"):
        with pytest.raises(BackpropError, match="the font can't be read: "):
            movie_named("x", "w", "b", font=missing)
    for wrong in (3, [None], b"x"):
        with pytest.raises(BackpropError, match="expected the path of a font, or several"):
            movie_named("x", "w", "b", font=wrong)


def test_the_command_takes_fonts(font, tmp_path):
    code = tmp_path / "code.py"
    code.write_text("权重 = 2.0\n𓀀 = 3.0\n偏 = 权重 * 𓀀\n")
    run = ["run", code, "-o", tmp_path, "--formats", "svg"]
    done = command(*run, "--font", font, "--font", font)
    assert done.returncode == 0
    assert "no font has 𓀀: drawn as codes; " in done.stderr
    assert ("pip install 'graphviz-backprop[fonts]'" in done.stderr) == (not extra_folders())
    assert done.stderr.count("no font has") == 1
    assert "no font has" not in command(*run[:-1], "json").stderr  # nothing was drawn
    wrong = command(*run, "--font", tmp_path / "missing.ttf")
    assert wrong.returncode == 1
    assert wrong.stderr.endswith("missing.ttf: the font can't be read: No such file or directory\n")


# Widths and directions, with the bundled fonts alone


def em(text):
    with using(BUNDLED):
        return mono_width(text, 1.0) / MONO_ADVANCE


def test_what_is_a_cell_wide_is_counted():
    assert em("−3.0 · θ") == pytest.approx(8.0)


def test_letters_that_join_are_measured():
    assert em("e\u0301") == pytest.approx(1.0, abs=1e-3)
    assert em("لا") == pytest.approx(1.0, abs=1e-3)  # one glyph
    assert em("ميل[0]") == pytest.approx(6.0, abs=1e-3)


def test_words_from_right_to_left_are_boxes_of_their_own():
    assert runs("ميل[0] = 3 * 2") == '#box("ميل")#"[0] = 3 * 2"'
    assert runs("x_وزن1 * w") == '#"x_"#box("وزن1")#" * w"'
    assert runs("x[0]") == '#"x[0]"'
    assert runs('"]#') == r'#"\"]#"'


@pytest.mark.parametrize("font", [SERIF, MATH])
def test_other_fonts_are_asked_where_one_lacks_a_letter(font):
    with using(BUNDLED):
        assert drawable("θ权é", font) == "θU+6743é"


@pytest.mark.parametrize(
    "key", ["👩\u200d🔬", "می\u200cکنم", "क\u094d\u200dष", "🏴\U000e0067\U000e0062\U000e007f"]
)
def test_the_key_of_a_dict_has_its_joiners(key):
    assert repr(key) != f"'{key}'"
    assert drawable(f"p[{key!r}]") == drawable(f"p['{key}']")
    assert drawable(r"'\u200d' in é") == r"'\u200d' in é"  # code that writes it


def test_letters_without_ink_are_codes():
    with using(BUNDLED) as undrawn:
        assert drawable("a\u3164\u0007") == "aU+3164U+0007"
        assert list(undrawn) == ["\u3164"]


# The extra

SCRIPTS = {
    "Chinese": ("权重", "輸入", "和"),
    "Japanese": ("重み", "バイアス", "出力"),
    "Korean": ("가중치", "편향", "출력"),
    "Arabic": ("وزن", "ميل", "مدخل"),
    "Hebrew": ("משקל", "הטיה", "קלט"),
    "Hindi": ("वज़न", "पूर्वाग्रह", "निवेश"),
    "Bengali": ("ওজন", "পক্ষপাত", "ফল"),
    "Tamil": ("எடை", "சார்பு", "உள்ளீடு"),
    "Thai": ("น้ำหนัก", "ค่า", "ผล"),
    "emoji": ("😀", "👨\u200d👩\u200d👧", "❤\ufe0f"),
    "flags": ("🇩🇪", "👍🏽", "1\ufe0f\u20e3"),
}


@pytest.mark.long
@WITH_EXTRA
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_extra_draws_names_of_every_script(script):
    names = SCRIPTS[script]
    movie = movie_named(*names)
    assert texts(movie) == list(names)
    assert movie.undrawn_letters == ()
    assert [str(touch) for touch in touches(movie.rendering.scene)] == []
    assert beyond_the_page(movie.rendering.scene) == []
    for name in ("svg", "png"):
        assert len(set(made(movie, name))) == len(movie)


def test_chinese_characters_are_those_of_the_country():
    names = {"SC": ("重",), "JP": ("重", "バイアス"), "KR": ("重", "가중치"), "TC": ("重", "ㄅ")}
    for country, written in names.items():
        assert BUNDLED.reading(written).country == country


@WITH_EXTRA
def test_the_forms_of_a_character_differ():
    """The radical of 直 and 骨 is written otherwise in Japan."""
    found = []
    for other in ("直", "水", "バ"):
        svg = movie_named("骨", other, "b")[0].svg
        found.append(re.search(r'data-node="骨".*?xlink:href="#(\w+)"', svg)[1])
    assert found[0] == found[1] != found[2]


@WITH_EXTRA
def test_the_extra_changes_no_other_picture(monkeypatch):
    movie = movie_named("x[0]", "θ", "é")
    with_it = made(movie, "svg"), made(movie, "png")
    monkeypatch.setattr(fonts_room, "extra_folders", tuple)
    without = movie_named("x[0]", "θ", "é")
    assert without.rendering.fonts == FontSet() != movie.rendering.fonts
    assert (made(without, "svg"), made(without, "png")) == with_it


@WITH_EXTRA
def test_a_named_font_goes_before_the_extra(tmp_path):
    path = tmp_path / "small.ttf"
    path.write_bytes(small_font("权"))
    with using(movie_named("权", "重", "b", font=path).rendering.fonts):
        assert mono_width("权", 1.0) == pytest.approx(1.5, abs=1e-3)
        assert mono_width("重", 1.0) == pytest.approx(1.0, abs=1e-3)
