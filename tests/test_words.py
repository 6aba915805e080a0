"""What captions say: values by the code that makes them, and remarks only where they are true."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.numerals import typeset
from graphviz_backprop.storyboard import label, make_storyboard, plain_texts
from graphviz_backprop.storyboard.texts.value_texts import value_texts
from graphviz_backprop.storyboard.texts.words import Words
from tests.array_graphs import ARRAY_GRAPHS
from tests.cases import CASES
from tests.conftest import movie_of
from tests.layout_graphs import PROGRAMS, movie_of_program, random_movie


def sentences(movie):
    return [frame.caption.sentence for frame in movie.frames]


def said(name):
    if name in CASES:
        return sentences(movie_of(name))
    return sentences(ARRAY_GRAPHS[name]() if name in ARRAY_GRAPHS else movie_of_program(name))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("logistic", "-z gets exp(-z) × upstream = 0.90484 × 0.52498 = 0.47502"),
        ("logistic", "The division 1.0 / (1.0 + exp(-z))"),
        ("logistic", "The negation -(target * log(p) + … * log(1 - p))"),
        ("polynomial", "5 * x gets -1 × upstream = -1.0 × 1.0 = -1.0"),
        ("a/b - 1/a", "The subtraction a / b - 1 / a"),
        (
            "a/b - 1/a",
            "a gets (1 / b) × upstream = -0.5 × 1.0 = -0.5, the first of 2 contributions",
        ),
        (
            "softmax of three",
            "e[0] + e[1] + e[2] gets (-e[0] / (e[0] + e[1] + e[2]) ** 2) × upstream"
            " = -0.14533 × (-4.3248) = 0.62853",
        ),
        (
            "LSTM cell",
            "exp(-(w[2] * x + u[2] * h + …)) gets 1 × upstream = 1.0 × (-0.017161) = -0.017161",
        ),
        ("dense", "weights gets inputs.T · dz"),
        ("dense", "biases gets the sum of dz along axis 0"),
        ("softmax", "z - np.max(z, axis=1) gets exp_values × dexp_values, entry by entry"),
        ("extremes", "The absolute value of top - low"),
    ],
)
def test_telling_sentences(name, sentence):
    assert sentence in said(name)


ATTENTION = """
import numpy as np
q = np.array([[0.5, -1.0], [2.0, 0.25]])
k = np.array([[1.0, 0.0], [-0.5, 3.0]])
gamma = np.ones(2)
s = gamma * (q @ k.T)
total = np.sum(s * s)
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "q gets dmatmul · k",  # the transpose of a transpose is the matrix itself
        "q @ k.T gets gamma × ds, entry by entry",  # it is another gradient also where gamma is 1
    ],
)
def test_what_arrays_pass_is_said_as_its_formula(sentence):
    assert sentence in sentences(gb.run(code=ATTENTION, level="array"))


def test_distinct_values_have_distinct_texts():
    movies = [movie_of_program(name) for name in PROGRAMS]
    movies += [make() for make in ARRAY_GRAPHS.values()]
    for movie in itertools.chain(movies, map(random_movie, range(30))):
        texts = [label(movie.graph, node) for node in movie.graph.nodes if not node.is_constant]
        assert len(texts) == len(set(texts))
        assert max(map(len, texts)) <= 60


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1.0 - discount_for_regular_customers", "1.0 - discount_for…customers"),
        ("temperature_of_cold_water * 2.5 + 3.0", "temperature_of…water * 2.5 + 3.0"),
        ("price_per_apple_in_euros / number_of_apples", "price…in_euros / number…apples"),
    ],
)
def test_names_in_code_are_cut_before_an_operand_is_left_out(code, expected):
    names = set(re.findall(r"[a-z_]+", code))
    lines = [f"{name} = {k + 2}.0" for k, name in enumerate(sorted(names))]
    movie = gb.run(code="\n".join([*lines, f"y = ({code}) * 2.0"]))
    assert expected in value_texts(movie.graph)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("p - 0.5", "y = -0.5649 - 0.5 = -1.0649"),  # no sign stands before the first one
        ("0.5 - p", "y = 0.5 - (-0.5649) = 1.0649"),
        ("p + 0.5", "y = -0.5649 + 0.5 = -0.0649"),
        ("p ** 2", "y = (-0.5649) ** 2 = 0.31911"),
        ("-p", "y = -(-0.5649) = 0.5649"),
        ("-1.5 - p", "y = -1.5 - (-0.5649) = -0.9351"),
    ],
)
def test_a_negative_number_has_parentheses_behind_a_sign_and_in_a_power(code, expected):
    movie = gb.run(code=f"p = -0.5649\ny = {code}\n")
    assert expected in [frame.caption.code for frame in movie.frames]


@pytest.mark.parametrize(
    "code",
    ["c - (-1.5 * x)", "c - (-x * c)", "c - (-x)", "-(-1.5 / x)", "-1.5 * x - c", "c - x * c"],
)
def test_of_code_too_no_sign_stands_behind_another(code):
    movie = gb.run(code=f"x, c = 2.0, 3.0\ny = {code} + 1.0\n", level="element")
    assert code in value_texts(movie.graph)


def test_the_same_code_twice_is_numbered():
    x = gb.value("x", 0.5)
    movie = gb.movie(gb.value("y", gb.exp(x) + gb.exp(x) * (x + 1.0) * (x + 1.0)))
    texts = value_texts(movie.graph)
    assert {"exp(x)", "exp(x)#2", "x + 1.0", "(x + 1.0)#2"} <= set(texts)


def test_the_code_of_a_value_is_right():
    """A text that was not cut computes the value."""
    count = 0
    for name in PROGRAMS:
        graph = movie_of_program(name).graph
        known = values_by_name(graph)
        for node, text in zip(graph.nodes, value_texts(graph), strict=True):
            if node.is_operator and not graph.versions[node.index] and not {"…", "#"} & set(text):
                assert eval(text, vars(math) | known) == pytest.approx(node.value), text
                count += 1
    assert count > 50


def values_by_name(graph):
    """`{"b": 1.0, "w": {0: {1: 2.0}}}` of b and w[0][1]."""
    known = {"max": max, "min": min, "abs": abs}
    named = [node for node in graph.nodes if "#" not in graph.versions[node.index]]
    for node in sorted(named, key=lambda node: "[" not in graph.versions[node.index]):
        *path, last = re.split(r"[\[\]]+", graph.versions[node.index].rstrip("]"))
        inside = known
        for key in path:
            inside = inside.setdefault(int(key) if key.isdigit() else key, {})
        inside.setdefault(int(last) if last.isdigit() else last, node.value)
    return known


def test_long_code_is_made_in_time_and_differs():
    values = [gb.value(f"x{k}", 0.1 * (k % 7)) for k in range(50)]
    last = values[0]
    for k in range(1200):
        last = last * values[k % 50] + values[k * 7 % 50] if k % 3 else gb.tanh(last)
    graph = gb.movie(gb.value("y", last)).graph
    texts = [one for one, node in zip(value_texts(graph), graph.nodes, strict=True)]
    assert len(texts) == len(set(texts))


def test_hyphens_of_words_stay_and_numbers_have_minus_signs():
    assert typeset("cross-entropy of -1.0, 2.0e-7") == "cross-entropy of −1.0, 2.0e−7"
    texts = [
        ink.plain
        for mark in ARRAY_GRAPHS["layers"]().rendering.scene.marks
        if mark.kind == "caption"
        for ink in mark.inks
    ]
    assert any("cross-entropy" in text for text in texts)
    assert not any("cross−entropy" in text for text in texts)


def test_no_number_is_said_to_be_itself():
    movie = gb.run(code="big = 1e308 * 10.0\nx = 1.0\ny = x * big")
    assert "inf is inf" not in str(movie.first_nonfinite)
    assert "inf" in str(movie.first_nonfinite)


WRONG_AND_SURE = """
import math
w, x = 2.0, 4.0
z = w * x
p = 1 / (1 + math.exp(-z))
loss = -math.log(1 - p)
"""


def test_a_saturated_unit_that_hands_on_its_gradient_is_not_called_so():
    movie = gb.run(code=WRONG_AND_SURE)
    assert abs(movie.gradients["w"]) > 1.0
    assert not any("saturated" in frame.caption.remark for frame in movie.frames)


def test_a_chain_of_averages_does_not_vanish():
    lines = ["x = 1.0"] + [
        f"a{k} = 0.25 * ({'a' + str(k - 1) if k else 'x'} + {k}.0)" for k in range(6)
    ]
    movie = gb.run(code="\n".join(lines))
    assert "vanishes" not in movie.frames[-1].caption.remark


def test_samples_as_columns_are_not_called_neurons():
    code = """
import numpy as np
X = np.array([[1.0, -2.0, 0.5], [2.0, -1.0, 3.0]])
W = np.array([[0.5, 1.0], [0.25, 0.5]])
z = W @ X
y = np.maximum(z, 0)
"""
    assert not any("dead" in f.caption.remark for f in gb.run(code=code, level="array").frames)
    dead = code.replace("[0.25, 0.5]", "[-0.25, 0.0]").replace("-2.0, 0.5", "2.0, 0.5")
    movie = gb.run(code=dead, level="array")
    remark = "Neuron 1 is dead: z[1, :] ≤ 0 for all 3 samples, so no weight of it gets a gradient"
    assert remark in [frame.caption.remark for frame in movie.frames]
    assert np.array_equal(movie.gradients["W"][1], [0.0, 0.0])
    assert any(mark.kind == "cause" for mark in movie.rendering.scene.marks)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("sequence", ["full", "book"])
def test_a_text_without_parts_is_the_same_text(name, sequence):
    backprop = CASES[name].movie().rendering.backprop
    told = make_storyboard(backprop, sequence)
    with plain_texts():
        plain = make_storyboard(backprop, sequence)
    assert plain.frames == told.frames
    captions = [frame.caption for frame in plain.frames]
    texts = [text for one in captions for text in (one.sentence, one.code, one.remark)]
    assert not any(isinstance(text, Words) for text in texts)
    assert any(isinstance(frame.caption.code, Words) for frame in told.frames)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("d = x - 2.0\nloss = np.sum(d ** 2)", "d gets (2 * d) × dpow"),
        ("a = 1 / (1 + np.exp(-x))\nloss = np.sum(a * 3.0)", "a gets 3.0 × dmul"),
        ("d = 2.0 - x\nloss = np.sum(d)", "x gets -1 × dd"),
        ("a = np.tanh(x)\nloss = np.sum(a)", "x gets the slope of the hyperbolic tangent × da"),
    ],
)
def test_an_array_of_one_number_gets_what_one_of_many_gets(code, expected):
    start = "import numpy as np\nx = np.array([[{}]])\n"
    for numbers in ("0.25", "0.25, 0.5"):
        movie = gb.run(code=start.format(numbers) + code, level="array")
        sentences = [frame.caption.sentence for frame in movie.frames]
        assert any(one.startswith(expected) for one in sentences), sentences


def test_of_steps_that_come_together_one_alone_on_its_page_says_what_it_gets():
    folder = Path(__file__).parent / "checking" / "batches"
    movie = gb.run(folder / "batch_1" / "cubic_cost.py", check=False)
    sentences = [frame.caption.sentence for frame in movie.frames]
    assert movie.rendering.scene.pages
    assert not any(one.startswith("The gradient w.r.t.") for one in sentences)
