"""The page as a file: complete in itself, strict, small, and inert whatever the code is called."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import re
from urllib.parse import quote

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.living import for_page, make_page
from graphviz_backprop.living.operations import lacks_javascript
from graphviz_backprop.living.rendered import MOST_VALUES, why_still
from graphviz_backprop.ops import OPS
from tests.conftest import movie_of


def page_of(name):
    return make_page(movie_of(name).rendering)


def hashed(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_nothing_comes_from_elsewhere_and_all_that_runs_is_hashed():
    page = page_of("neuron")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert html.unescape(policy) == (
        f"default-src 'none'; script-src {hashed(script)}; style-src {hashed(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"\beval\b|new Function|innerHTML|document\.write", script)
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert set(re.findall(r"https?://[^\s\"']*", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert ' style="' not in page


def test_the_neuron_is_small():
    data = page_of("neuron").encode()
    assert len(data) < 150_000
    assert len(gzip.compress(data)) < 40_000


def test_the_same_movie_gives_the_same_page(tmp_path):
    movie = movie_of("neuron")
    movie.save(tmp_path / "neuron.html")
    assert (tmp_path / "neuron.html").read_text() == page_of("neuron")


def test_a_name_that_is_markup_is_text(browser):
    name = "</script><img src=x onerror=alert(1)>"
    x = gb.value(name, 2.0)
    movie = gb.movie(x * 3.0)
    page = make_page(movie.rendering)
    assert "<img" not in page
    browser.open_page(page)
    assert browser.errors() == []
    assert browser.seen()["count"] == "Forward 1 of 2"
    assert browser.driver.execute_script("return document.images.length") == 0


@pytest.mark.parametrize("op", [op for op in OPS.values() if op.is_elementwise])
def test_every_op_says_its_javascript(op):
    assert not lacks_javascript(op), f"{op.name} has neither a rule nor js, or lacks js_slopes"


def test_an_op_without_javascript_is_named():
    from dataclasses import replace

    movie = movie_of("square")
    odd = replace(OPS["mul"], name="odd")
    nodes = tuple(replace(node, op=odd) if node.is_operator else node for node in movie.graph.nodes)
    assert why_still(replace(movie.graph, nodes=nodes)) == "odd has no JavaScript"


def test_many_arrays_are_stepped_through_and_the_page_says_what_it_does_not(browser):
    movie = gb.run(EXAMPLES["network"])
    assert for_page(movie.rendering) is movie.rendering
    browser.open(movie)
    assert browser.errors() == []
    pictures = browser.every_frame(len(movie))
    for frame, picture in zip(movie.frames, pictures, strict=True):
        kinds = [mark.kind for mark in movie.rendering.scene.alive(frame.index)]
        kinds = sorted(kind for kind in kinds if kind != "caption")
        assert sorted(mark[0] for mark in picture["marks"]) == kinds
        assert picture["count"] == frame.caption.count
    said = browser.driver.execute_script("return document.getElementById('still').textContent")
    assert said.startswith("The numbers of this page can't be changed: they are ")
    assert said.endswith(" numbers in arrays, and a page computes 300 at most.")


LAYERS = """
import numpy as np
X = np.array([[1.0, 2.0], [2.0, -1.0]])
t = np.array([[1.0], [0.0]])
W1 = np.array([[0.2, 0.8, -0.5], [0.5, -0.91, 0.26]])
b1 = np.array([0.1, 0.2, 0.3])
W2 = np.array([[0.3], [-0.2], [0.5]])
b2 = np.array([0.1])
h = np.tanh(X @ W1 + b1)
p = 1 / (1 + np.exp(-(h @ W2 + b2)))
loss = np.mean((p - t) ** 2)
"""
LISTS = """
import math
def layer(inputs, weights, biases):
    pairs = zip(weights, biases)
    return [math.tanh(sum(x * w for x, w in zip(inputs, row)) + b) for row, b in pairs]
x = [0.5, -1.0, 0.25]
w1 = [[0.1 * (i + 2 * j) for i in range(3)] for j in range(6)]
b1 = [0.1, 0.2, -0.3, 0.1, 0.2, -0.3]
w2 = [[0.3, -0.2, 0.1, 0.5, -0.4, 0.2], [0.1, 0.2, 0.3, -0.1, 0.2, 0.3]]
b2 = [0.0, 0.1]
out = layer(layer(x, w1, b1), w2, b2)
loss = (out[0] - 1.0) ** 2 + (out[1] + 1.0) ** 2
"""
LOSS = """
import numpy as np
z = np.array([[1.0, 2.0, 3.0], [1.0, 0.5, -1.0], [0.3, 0.2, 0.1], [0.4, 1.0, 2.0]])
t = np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
e = np.exp(z - np.max(z, axis=1, keepdims=True))
p = e / np.sum(e, axis=1, keepdims=True)
loss = -np.mean(np.sum(t * np.log(p), axis=1))
"""


@pytest.mark.parametrize(
    ("code", "entry", "old", "new", "gradient"),
    [
        (LAYERS, "W1[0, 1]", "0.8, -0.5]", "1.75, -0.5]", "W1"),
        (LOSS, "z[1, 0]", "[1.0, 0.5", "[1.75, 0.5", "z"),
    ],
)
def test_arrays_of_few_numbers_are_changed_by_their_entries(
    browser, code, entry, old, new, gradient
):
    movie = gb.run(code=code)
    assert movie.graph.level == "layer"
    browser.open(movie, f"#frame=0&{quote(entry)}=1.75")
    assert browser.errors() == []
    assert browser.seen()["trouble"] == ""
    other = gb.run(code=code.replace(old, new))
    found = browser.numbers()["gradient"]
    expected = np.ndenumerate(np.asarray(other.gradients[gradient]))
    for place, number in expected:
        name = f"{gradient}[{', '.join(map(str, place))}]"
        assert float(found[name]) == pytest.approx(number, rel=1e-9, abs=1e-12)
    said = browser.driver.execute_script("return document.getElementById('still').textContent")
    assert said == "Each number of the arrays stands by itself here, so that it can be changed."


def test_lists_that_are_drawn_as_arrays_are_numbers_on_a_page(browser):
    movie = gb.run(code=LISTS, level="array")
    assert movie.graph.numbers
    browser.open(movie, "#frame=99")
    assert browser.errors() == []
    found = sorted(float(number) for number in browser.numbers()["gradient"].values())
    expected = gb.run(code=LISTS, level="element")
    for gradients in expected.gradients.values():
        for number in np.ravel(np.asarray(gradients)):
            assert any(abs(number - one) < 1e-9 for one in found)


def test_terms_that_cancel_are_no_other_precision():
    movie = gb.run(code="x = 0.1\nw = 0.3\nu = 0.03\ny = x * w - u + 1e-20\n", level="element")
    assert why_still(movie.graph) == ""
    movie = gb.run(code="import numpy as np\nx = np.float32(0.1)\ny = x * x\n", level="element")
    assert (
        why_still(movie.graph) == "your code computed y with another precision than JavaScript has"
    )


def test_many_values_are_not_computed():
    movie = movie_of("chain")
    assert why_still(movie.graph) == ""
    many = movie.graph.nodes * (MOST_VALUES // len(movie.graph) + 1)
    from dataclasses import replace

    graph = replace(movie.graph, nodes=many)
    assert why_still(graph) == f"there are {len(many)}, and a page computes {MOST_VALUES} at most"
