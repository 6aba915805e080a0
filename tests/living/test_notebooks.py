"""What notebooks show: the page without a kernel, figures, fallbacks; and the magic."""

from __future__ import annotations

import base64
import html
import json
import re
import subprocess
import sys

import nbformat
import pytest

from graphviz_backprop.command.notebook_magic import movie_of_cell
from graphviz_backprop.errors import BackpropError
from tests.conftest import movie_of


def notebook_with(*bundles):
    outputs = [
        nbformat.v4.new_output("display_data", data=dict(bundle), metadata={}) for bundle in bundles
    ]
    cell = nbformat.v4.new_code_cell("movie", outputs=outputs)
    return nbformat.v4.new_notebook(cells=[cell])


@pytest.mark.long
def test_the_page_in_a_notebook_runs_without_a_kernel(browser, tmp_path):
    nbconvert = pytest.importorskip("nbconvert")
    notebook = notebook_with(movie_of("neuron")._repr_mimebundle_())
    page, _ = nbconvert.HTMLExporter(embed_images=True).from_notebook_node(notebook)
    page = re.sub(r"<script[^>]*\bsrc=.*?</script>", "", page, flags=re.DOTALL)  # from a network
    browser.open_page(page)
    frame = browser.driver.find_element("css selector", "iframe")
    browser.driver.switch_to.frame(frame)
    try:
        assert browser.seen()["count"] == "Forward 1 of 5"
        browser.driver.find_element("id", "last").click()
        assert browser.numbers()["gradient"]["x[0]"] == "-3.0"
        assert not browser.driver.find_element("id", "link").is_displayed()
    finally:
        browser.driver.switch_to.default_content()


# In which order places take what is offered, the richest first.
VS_CODE = "text/html image/gif text/latex text/markdown image/png image/svg+xml text/plain".split()
JUPYTER_LAB = "text/html text/markdown image/svg+xml text/latex image/png image/gif".split()


@pytest.mark.parametrize("order", [VS_CODE, JUPYTER_LAB])
def test_the_page_and_the_described_figure_come_first(order):
    movie = movie_of("neuron")
    for one, start in ((movie, "<iframe "), (movie[7], "<img "), (movie[3:5], "<img ")):
        bundle = one._repr_mimebundle_()
        first = next(kind for kind in order if kind in bundle)
        assert bundle[first].startswith(start)


# The policy of the window in which VS Code shows what a notebook's cells give.
WEBVIEW = """<!doctype html><meta http-equiv="Content-Security-Policy" content="
default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline';
img-src https: http: data: blob:; font-src https: data:; connect-src https:;
child-src https: data:;"><title>Cells</title><div id="cell"></div>
<script>document.getElementById("cell").innerHTML = %s</script>"""


def test_the_page_runs_where_a_policy_surrounds_it(browser):
    shown = movie_of("neuron")._repr_mimebundle_()["text/html"]
    browser.open_page(WEBVIEW % json.dumps(shown).replace("</", "<\\/"))
    frame = browser.driver.find_element("css selector", "iframe")
    browser.driver.switch_to.frame(frame)
    try:
        browser.driver.find_element("id", "last").click()
        assert browser.numbers()["gradient"]["x[0]"] == "-3.0"
    finally:
        browser.driver.switch_to.default_content()
    assert browser.errors() == []


def test_latex_takes_the_complete_figure():
    nbconvert = pytest.importorskip("nbconvert")
    movie = movie_of("neuron")
    bundles = [one._repr_mimebundle_() for one in (movie, movie[7], movie[3:5])]
    text, resources = nbconvert.LatexExporter().from_notebook_node(notebook_with(*bundles))
    assert text.count(r"\adjustimage{max size") == 3
    used = re.findall(r"\\adjustimage\{max size=.*\}\{(.*?)\}", text)
    assert sorted(name.rpartition(".")[2] for name in used) == ["pdf", "png", "png"]
    assert movie[-1].small_png in resources["outputs"].values()


def test_a_movie_in_a_notebook_is_no_megabyte():
    movie = movie_of("neuron")
    assert sum(map(len, movie._repr_mimebundle_().values())) < 800_000
    assert sum(map(len, movie[7]._repr_mimebundle_().values())) < 200_000


def test_a_figure_has_its_description_and_is_no_wider_than_its_cell():
    figure = movie_of("neuron")[7]
    shown = figure._repr_mimebundle_()["text/html"]
    (data, alt) = re.fullmatch(
        r'<img src="data:image/svg\+xml;base64,([^"]*)" alt="([^"]*)" style="max-width:100%">',
        shown,
    ).groups()
    assert base64.b64decode(data).decode() == figure.svg
    assert html.unescape(alt) == figure.alt


def test_figures_are_shown_below_each_other_with_their_descriptions():
    movie = movie_of("neuron")
    bundle = movie[10:13]._repr_mimebundle_()
    images = re.findall(
        r'<img src="data:image/svg\+xml;base64,([^"]*)" alt="([^"]*)"', bundle["text/html"]
    )
    assert [base64.b64decode(data).decode() for data, _ in images] == [
        movie[k].svg for k in (10, 11, 12)
    ]
    assert [html.unescape(alt) for _, alt in images] == [movie[k].alt for k in (10, 11, 12)]
    assert [one.index for one in movie[10:13]] == [10, 11, 12]


def test_a_cell_is_drawn_with_the_cells_that_it_needs():
    earlier = [
        "import math",
        "x = 2.0; unused = 1 / 0",
        "x = 3.0",
        "%time w = 0.5",
        "def f(v):\n    return math.tanh(v)",
        "%%backprop\nw = 0.25",
    ]
    movie = movie_of_cell("--sequence book", "z = f(x * w)\ny = z * 2.0", earlier, 7)
    assert movie.graph.nodes[movie.graph.output].value == pytest.approx(2 * 0.635148952387287)
    assert str(movie.graph.nodes[movie.graph.output].place) == "cell 7, line 3"
    assert set(movie.gradients) == {"x", "w"}


@pytest.mark.parametrize(
    ("line", "cell", "said"),
    [
        ("--nonsense", "y = 1.0", "%%backprop --nonsense: wrong options; expected those of run"),
        ("", "y = 1 / 0", "ZeroDivisionError"),
    ],
)
def test_what_is_wrong_is_one_line(line, cell, said):
    with pytest.raises(BackpropError) as caught:
        movie_of_cell(line, cell)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


SESSION = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_line_magic("load_ext", "graphviz_backprop")
shell.run_cell("x = 3.0", store_history=True)
shell.run_cell("%%backprop --set x=4.0\\ny = x * x\\nprint('seen', y)", store_history=True)
print("gradients", shell.user_ns["_"].gradients, shell.user_ns["y"])
shell.run_cell("%%backprop\\ny = x.nothing", store_history=True)
shell.run_cell("%%backprop --pass 9\\ny = x * x", store_history=True)
"""


@pytest.mark.long
def test_the_magic_runs_the_cell_and_shows_its_movie():
    pytest.importorskip("IPython")
    ran = subprocess.run(
        [sys.executable, "-c", SESSION], capture_output=True, text=True, timeout=120, check=True
    )
    assert "seen 9.0" in ran.stdout  # the cell itself has run here
    assert "<Movie of notebook: 5 figures, 2 steps>" in ran.stdout
    assert "gradients {'x': 8.0} 9.0" in ran.stdout
    assert "object has no attribute 'nothing'" in ran.stdout  # IPython tells it in colours
    assert "graphviz-backprop: notebook: no pass 9: there is one pass" in ran.stdout
