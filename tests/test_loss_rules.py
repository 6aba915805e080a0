"""The rule in a loss's box is what its numbers are: a formula, or nothing but the chain rule."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure.calculation.contents import make_contents

P = "import numpy as np\np = np.array([[0.9, 0.1], [1.0, 1e-9]])\n"
Z = (
    "import numpy as np\nz = np.array([[0.9, 0.1], [0.2, 0.8]])\n"
    "e = np.exp(z - np.max(z, axis=1, keepdims=True))\np = e / np.sum(e, axis=1, keepdims=True)\n"
)
LOSS = "loss = np.mean(-np.log(p[range(2), [0, 1]]))"
BY_LABELS = "loss = np.mean(-np.sum(y * np.log(p), axis=1))"
RIGHT, OTHER = (
    "y = np.array([[1.0, 0.0], [0.5, 0.5]])\n",
    "y = np.array([[2.0, 1.0], [0.0, 0.5]])\n",
)


def rules(code):
    movie = gb.run(code=code, level="layer")
    rendering = (movie.both_routes() if code.startswith(Z) else movie).rendering
    contents = make_contents(rendering.storyboard, rendering.theme)
    return [content.title.partition("; ")[0] for content in contents]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (P + LOSS, "dp = -1/n y / p · dloss/dloss"),
        (P + "p = np.clip(p, 1e-7, None)\n" + LOSS, "dp = (∂loss) / (∂p) · dloss/dloss"),
        (P + "p = np.clip(p, 1e-7, 1.0)\n" + LOSS, "dp = (∂loss) / (∂p) · dloss/dloss"),
        (Z + LOSS, "dz = 1/n (ŷ - y) · dloss"),
        (Z + RIGHT + BY_LABELS, "dz = 1/n (ŷ - y) · dloss"),
        (Z + OTHER + BY_LABELS, "dz = (∂loss) / (∂z) · dloss"),
        (Z + OTHER + BY_LABELS, "dp = -1/n y / p · dloss#2"),
        (Z + RIGHT + BY_LABELS, "dy = -1/n ln(softmax(z)) · dloss"),
        (Z + RIGHT + BY_LABELS, "dy#2 = -1/n ln(p) · dloss#2"),
    ],
)
def test_a_formula_is_written_only_where_it_is_what_the_numbers_are(code, expected):
    assert expected in rules(code)
