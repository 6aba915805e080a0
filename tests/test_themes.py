"""Themes: what each of the package's own has to keep."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

import graphviz_backprop as gb
from graphviz_backprop.themes import THEMES, contrast, low_contrasts
from graphviz_backprop.themes.contrast import TEXT
from tests.color_vision import (
    VISIONS,
    confusions,
    confusions_in_grey,
    difference,
    hue,
    lightness,
)

BOOK = THEMES["book"]
OWN = ("book", "colourblind", "dark", "print")
APART = 40.0  # for a deuteranope
APART_FOR_OTHERS = 25.0  # a protanope sees red as dark
APART_IN_GREY = 8.0


def theme_with(**colors):
    return replace(BOOK, colors=replace(BOOK.colors, **colors))


def test_these_are_the_themes():
    assert set(OWN) <= set(THEMES.names())


@pytest.mark.parametrize("name", OWN)
def test_text_and_lines_have_contrast_on_page_and_halo(name):
    assert [str(one) for one in low_contrasts(THEMES[name].colors)] == []


def test_every_color_has_a_part_in_the_rule():
    """A black ink on a black page is told, whatever it is used for."""
    for role in asdict(BOOK.colors).keys() - {"page", "halo", "panel"}:
        broken = theme_with(**{role: BOOK.colors.page})
        assert role in {low.role for low in low_contrasts(broken.colors)}


def test_a_panel_is_a_ground_too():
    dark = replace(BOOK.colors, panel="#808080")
    assert {low.ground for low in low_contrasts(dark)} == {"panel"}


def test_the_check_of_contrast_can_fail():
    assert contrast("#ffffff", "#ffffff") == 1.0
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # of WCAG's own examples
    pale = low_contrasts(theme_with(wire="#cf8823", value="#66a08f").colors)
    assert {(low.role, low.ground) for low in pale} == {
        ("value", "page"),
        ("wire", "halo"),
        ("wire", "page"),
    }


@pytest.mark.parametrize("name", OWN)
def test_value_gradient_and_local_derivative_are_told_apart(name):
    colors = THEMES[name].colors
    assert confusions(colors, "deuteranope", APART) == []
    for vision in VISIONS:
        assert confusions(colors, vision, APART_FOR_OTHERS) == []
    assert confusions_in_grey(colors, APART_IN_GREY) == []


def test_the_check_of_colors_can_fail():
    """The first colours of `book`: a deuteranope saw one brown, a copy in grey one grey."""
    first = theme_with(value="#3f8324", gradient="#d0202a", local="#a8620a").colors
    assert confusions(first, "trichromat", APART) == []
    pairs = [("value", "gradient"), ("value", "local"), ("gradient", "local")]
    assert confusions(first, "deuteranope", APART_FOR_OTHERS) == pairs
    assert confusions_in_grey(first, APART_IN_GREY) == pairs


def test_colors_are_measured_right():
    assert lightness("#ffffff") == pytest.approx(100.0, abs=0.01)
    assert lightness("#777777") == pytest.approx(50.0, abs=0.1)
    assert difference("#ff0000", "#00ff00") == pytest.approx(170.6, abs=0.1)  # as colour-science
    assert difference("#ff0000", "#00ff00", "deuteranope") < 80
    assert difference("#123456", "#123456", "protanope") == 0.0


@pytest.mark.parametrize("name", OWN)
def test_gradients_are_red(name):
    assert 15.0 < hue(THEMES[name].colors.gradient) < 50.0


def test_the_check_of_red_can_fail():
    assert not 15.0 < hue("#c17d1e") < 50.0  # orange
    assert not 15.0 < hue("#e0105f") < 50.0  # pink


def test_print_has_no_tints():
    """A laser printer makes dots of grey: all ink is dark, and the halo is none."""
    colors = asdict(THEMES["print"].colors)
    page = colors.pop("page")
    assert page == colors.pop("halo") == colors.pop("panel") == "#ffffff"
    assert {role for role, color in colors.items() if contrast(color, page) < TEXT} == set()
    assert THEMES["print"].sizes.hairline > BOOK.sizes.hairline


def test_colourblind_is_farther_apart_than_any_other():
    def least(name):
        colors = THEMES[name].colors
        pairs = (
            (colors.value, colors.gradient),
            (colors.value, colors.local),
            (colors.gradient, colors.local),
        )
        return min(difference(*pair, vision) for pair in pairs for vision in VISIONS)

    assert least("colourblind") > 50.0 > max(least(name) for name in OWN if name != "colourblind")


@pytest.mark.parametrize("name", OWN)
def test_a_theme_is_drawn_in_its_colors(name):
    movie = gb.trace(lambda x, w: x * w, x=2.0, w=-3.0).replace(theme=name)
    svg, colors = movie[-1].svg, THEMES[name].colors
    assert f'fill="{colors.page}"' in svg
    assert f'fill="{colors.gradient}"' in svg
    assert f'fill="{colors.value}"' in svg


# A theme of the reader's own
