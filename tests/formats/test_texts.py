"""Transcript, Markdown, README: every number, and no name that becomes more than text."""

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

import graphviz_backprop as gb
from graphviz_backprop.numerals import shown
from tests.cases import CASES
from tests.layout_graphs import movie_of_program

HOSTILE = "![a](b)<script>alert(1)<b>{{x}}`.py"


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(text):
    parser = Elements()
    parser.feed(text)
    return parser.found


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_transcript_tells_every_value_and_every_gradient(name, tmp_path):
    movie = CASES[name].movie()
    text = movie.save(tmp_path / "a.txt")[0].read_text()
    numbers = set(re.findall(r"-?[\d.]+(?:e-?\d+)?", text))
    for node in movie.graph.nodes:
        assert shown(node.value) in numbers
    for step in movie.steps:
        assert shown(step.contribution) in numbers


def test_a_transcript_tells_each_step_of_many_in_one_figure(neuron, tmp_path):
    text = neuron.replace(sequence="book").save(tmp_path / "a.txt")[0].read_text()
    assert text.count(" gets ") == len(neuron.steps)
    assert "   w[2] gets x[2] × upstream = 3.0 × 1.0 = 3.0." in text


def test_a_transcript_has_the_rows_of_arrays(tmp_path):
    code = "import numpy as np\nX = np.array([[1.0, 2.0], [3.0, 4.0]])\ny = np.sum(X * X)\n"
    movie = gb.run(code=code, level="array")
    text = movie.save(tmp_path / "a.txt")[0].read_text()
    assert "      [1.0, 2.0]\n      [3.0, 4.0]" in text
    assert "      [2.0, 4.0]\n      [6.0, 8.0]" in text


def test_markdown_has_every_figure_with_its_words(neuron, tmp_path):
    made = neuron.save(tmp_path / "a.md", "md")
    assert [path.name for path in made][:2] == ["a.md", "a_00.svg"]
    page = MarkdownIt().render(made[0].read_text())
    images = [attributes for tag, attributes in elements(page) if tag == "img"]
    assert [image["src"] for image in images] == [path.name for path in made[1:]]
    assert [image["alt"] for image in images] == [
        " ".join(frame.alt.split()) for frame in neuron.frames
    ]
    assert all((tmp_path / image["src"]).exists() for image in images)


def test_a_readme_has_the_animation_and_the_figure_in_light_and_dark(neuron, tmp_path):
    made = neuron.save(tmp_path / "a.readme.md")
    assert [path.name for path in made] == [
        "a.readme.md",
        "a.readme.gif",
        "a_light.svg",
        "a_dark.svg",
    ]
    found = elements(MarkdownIt("commonmark", {"html": True}).render(made[0].read_text()))
    assert [tag for tag, _ in found] == ["p", "img", "p", "picture", "source", "img"]
    assert found[4][1]["srcset"] == "a_dark.svg"
    light, dark = (path.read_text() for path in made[2:])
    assert 'fill="#ffffff"' in light
    assert 'fill="#ffffff"' not in dark.partition("<g ")[0]


@pytest.mark.long
def test_a_readme_has_the_complete_figure_of_each_page(tmp_path):
    movie = movie_of_program("LSTM cell").replace(sequence="book")
    made = movie.save(tmp_path / "a.readme.md")
    pages = movie.replace(fit="readme").rendering.storyboard
    count = len(pages) - pages.complete
    assert count > 1
    stills = [f"a_{name}_{page}.svg" for page in range(1, count + 1) for name in ("light", "dark")]
    assert [path.name for path in made] == ["a.readme.md", "a.readme.gif", *stills]
    text = made[0].read_text()
    assert [text.count(name) for name in stills] == [1] * len(stills)


@pytest.mark.parametrize("format", ["md", "readme"])
def test_a_hostile_name_stays_text(format, tmp_path):
    (tmp_path / HOSTILE).write_text("x = 2.0\ny = x * 3.0\n")
    text = gb.run(tmp_path / HOSTILE).save(tmp_path / "a.md", format)[0].read_text()
    found = elements(MarkdownIt("commonmark", {"html": True}).render(text))
    assert {tag for tag, _ in found} <= {
        "h2",
        "p",
        "img",
        "strong",
        "pre",
        "code",
        "picture",
        "source",
    }
    assert {attributes["src"].partition(".")[0] for tag, attributes in found if tag == "img"} <= {
        *(f"a_{number:02}" for number in range(9)),
        "a",
        "a_light",
    }
