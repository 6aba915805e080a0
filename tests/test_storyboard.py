"""The frames: how many, in which order, with which words."""

from __future__ import annotations

import re

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.storyboard import label, make_storyboard
from tests.conftest import movie_of


def kinds(movie):
    letters = {"forward": "f", "seed": "s", "calculation": "c", "result": "r", "step": "b"}
    return "".join(letters[frame.kind] for frame in movie.frames)


def test_the_neuron_has_17_frames_and_19_as_in_the_book(neuron):
    assert kinds(neuron) == "fffff" + "s" + "b" * 11
    assert kinds(neuron.replace(sequence="book")) == "fffff" + "s" + "cr" * 6 + "r"


def test_the_books_figures_are_numbered(neuron):
    book = neuron.replace(sequence="book")
    assert [frame.figure for frame in book.frames] == [f"9.{n:02}" for n in range(1, 20)]
    numbered = [frame.figure for frame in neuron.frames if frame.figure]
    # A calculation with its result is what the book has in two figures.
    assert numbered == [f"9.{n:02}" for n in (*range(1, 7), *range(7, 19, 2), 19)]
    assert neuron.frames[16].figure == "9.19"


@pytest.mark.parametrize("name", ["dead_relu", "square", "two_layers"])
def test_other_graphs_have_no_figure_numbers(name):
    assert {frame.figure for frame in movie_of(name).frames} == {None}
    assert {f.figure for f in movie_of("neuron").replace(seed=2.0).frames} == {None}


def test_frames_count_up(any_movie):
    for sequence in ("full", "book"):
        frames = any_movie.replace(sequence=sequence).frames
        assert [frame.index for frame in frames] == list(range(len(frames)))
        counts = [frame.caption.count for frame in frames]
        forward = [c for c in counts if c.startswith("Forward")]
        backward = [c for c in counts if c.startswith("Backward")]
        assert forward == [f"Forward {n} of {len(forward)}" for n in range(1, len(forward) + 1)]
        assert backward == [f"Backward {n} of {len(backward)}" for n in range(1, len(backward) + 1)]


def test_full_has_a_figure_for_each_step_or_for_several_alike(any_movie):
    frames = [f for f in any_movie.frames if f.kind in ("step", "result")]
    assert [number for f in frames for number in f.steps] == list(range(len(any_movie.steps)))
    assert all(len(f.steps) == 1 for f in frames if f.kind == "step")
    assert all(len(f.steps) > 1 for f in frames if f.kind == "result")


def test_book_shows_every_step_once_and_in_order(any_movie):
    frames = any_movie.replace(sequence="book").frames
    results = [number for f in frames if f.kind == "result" for number in f.steps]
    assert results == list(range(len(any_movie.steps)))


def test_every_node_appears_once_and_after_its_inputs(any_movie):
    seen = set()
    for frame in any_movie.frames:
        for index in frame.appears:
            assert index not in seen
            seen.add(index)
        for index in frame.appears:
            assert set(any_movie.graph.nodes[index].inputs) <= seen
    assert seen == {node.index for node in any_movie.graph.nodes}


def test_the_forward_frames_of_the_neuron(neuron):
    names = [
        [neuron.graph.nodes[index].name for index in frame.appears] for frame in neuron.frames[:5]
    ]
    assert names == [
        ["x[0]", "w[0]"],
        ["xw0"],
        ["x[1]", "w[1]", "xw1", "x[2]", "w[2]", "xw2"],
        ["b", "z"],
        ["y"],
    ]


def test_the_captions_of_the_neuron(neuron):
    captions = [frame.caption for frame in neuron.frames]
    assert captions[3].sentence == "The sum of xw0, xw1, xw2 and b"
    assert captions[3].code == "z = -3.0 + 2.0 + 6.0 + 1.0 = 6.0"
    assert captions[5].sentence == "The gradient from the next layer"
    assert captions[6].sentence == (
        "z gets the slope of the ReLU function × upstream = 1.0 × 1.0 = 1.0"
    )
    assert captions[11].count == "Backward 7 of 12"
    assert captions[11].sentence == "x[0] gets w[0] × upstream = -3.0 × 1.0 = -3.0"
    assert captions[11].code == "dy/dx[0] = -3.0 * 1.0 = -3.0"
    assert captions[16].sentence == (
        "w[2] gets x[2] × upstream = 3.0 × 1.0 = 3.0; the graph is complete"
    )
    book = [frame.caption.sentence for frame in neuron.replace(sequence="book").frames]
    assert book[16] == "x[0] gets w[0] × upstream = -3.0 × 1.0 = -3.0"
    assert book[17] == "The gradient w.r.t. x[0]"
    assert book[18] == "Complete backpropagation graph"


def test_the_last_frame_has_the_gradients_and_what_they_mean(neuron):
    caption = neuron.frames[-1].caption
    assert [str(line) for line in caption.vectors] == [
        "dw = [1.0, -2.0, 3.0]  db = 1.0  (for the update)",
        "dx = [-3.0, -1.0, 2.0]  (goes on to the previous layer)",
    ]
    assert caption.remark == "Raise w[2] by 0.001 and y rises by about 0.003"


def test_the_remark_is_true_to_first_order(any_movie):
    remark = any_movie.frames[-1].caption.remark
    found = re.fullmatch(r"Raise (.+) by (\S+) and .+ (rises|falls) by about (\S+)", remark)
    if found is None:
        assert remark.startswith("No small change")
        return
    graph, step = any_movie.graph, float(found[2])
    leaf = next(n for n in graph.nodes if n.is_leaf and label(graph, n) == found[1])
    sign = 1 if found[3] == "rises" else -1
    gradient = any_movie.backprop.gradients[leaf.index] / any_movie.backprop.seed
    assert sign * float(found[4]) == pytest.approx(gradient * step, rel=1e-4)


@pytest.mark.parametrize(
    ("code", "remark"),
    [
        ("a = 1e-12\ny = 25.0 / a", "Raise a by 1.0e-13 and y falls by about 2.5e12"),
        # The effect counts, not the slope: eps is never what one would turn.
        (
            "a, eps = 3.0, 1e-8\ny = a * 2.0 + eps * 50.0",
            "Raise a by 0.001 and y rises by about 0.002",
        ),
        ("a, b = 0.0, 0.05\ny = 3.0 * a + b", "Raise a by 0.001 and y rises by about 0.003"),
    ],
)
def test_a_small_input_is_raised_by_a_part_of_itself(code, remark):
    assert gb.run(code=code).frames[-1].caption.remark == remark


def test_the_first_frame_names_only_what_is_drawn_there():
    """A constant stands at its ring, which comes later."""
    for code, said in (
        ("x = 0.5\ny = 2 * x", "The first operation's input: x"),
        ("x, w = 0.5, 3.0\ny = x * w", "The first operation's inputs: x and w"),
    ):
        assert gb.run(code=code).frames[0].caption.sentence == said


def test_a_value_that_is_used_again_adds_up_in_the_caption():
    square = movie_of("square")
    sentences = [frame.caption.sentence for frame in square.frames if frame.steps]
    assert sentences == [
        "x gets x × upstream = 3.0 × 1.0 = 3.0, the first of 2 contributions",
        "x gets x × upstream = 3.0 × 1.0 = 3.0, and has 3.0 + 3.0 = 6.0 in all"
        "; the graph is complete",
    ]
    codes = [f.caption.code for f in square.replace(sequence="book").frames if f.steps]
    assert codes[1] == "dy/dx = 3.0 so far"
    fan_out = [frame.caption.sentence for frame in movie_of("fan_out").frames]
    assert any(re.search(r"h gets .*, and has \S+ \+ \S+ = \S+ in all", one) for one in fan_out)


def test_the_words_of_layers_are_for_layers():
    square = movie_of("square").frames
    assert square[2].caption.sentence == "The gradient of the output w.r.t. itself"
    assert [str(line) for line in square[-1].caption.vectors] == ["dx = 6.0"]


def test_no_layer_comes_after_a_loss():
    code = "x = [1.0, 2.0]; w = [3.0, -1.0]; b = 0.5; {} = x[0] * w[0] + x[1] * w[1] + b"
    sentences = {
        name: next(f for f in gb.run(code=code.format(name)).frames if f.kind == "seed").caption
        for name in ("z", "data_loss")
    }
    assert sentences["z"].sentence == "The gradient from the next layer"
    assert sentences["data_loss"].sentence == "The gradient of the output w.r.t. itself"


def test_captions_of_arrays_are_numpys_code():
    code = "import numpy as np\nx = np.array([1.0, 2.0])\ny = np.sum(np.log(x))\n"
    codes = [frame.caption.code for frame in gb.run(code=code, level="array").frames]
    assert codes[1] == "np.log(x): (2,) → (2,)"
    number = gb.run(code="import math\nx = 2.0\ny = math.log(x)\n").frames
    assert number[1].caption.code == "y = math.log(2.0) = 0.69315"


def test_several_cross_entropies_are_counted():
    code = """import numpy as np
Z = np.array([[1.0, 2.0], [0.5, -1.5]])
losses = []
for z in Z:
    p = np.exp(z) / np.exp(z).sum()
    losses.append(-np.log(p[0]))
loss = sum(losses)
"""
    on_one_page = make_storyboard(gb.run(code=code, level="layer").backprop, "full")
    sentences = [frame.caption.sentence for frame in on_one_page.frames]
    assert any("cross-entropies" in sentence for sentence in sentences)


def test_long_names_stay_different():
    names = [f"a_weight_of_the_{kind}_layer_of_this_network" for kind in ("first", "other")]
    movie = gb.movie(gb.value(names[0], 2.0) * gb.value(names[1], 3.0))
    assert len({label(movie.graph, node) for node in movie.graph.nodes}) == 3


def test_a_dead_relu_is_said(neuron):
    sentences = [frame.caption.sentence for frame in movie_of("dead_relu").frames]
    assert "The ReLU function lets nothing through: z gets 0.0 × 1.0 = 0.0" in sentences
    assert not any("nothing through" in frame.caption.sentence for frame in neuron.frames)


def test_alt_texts_tell_the_picture(any_movie):
    for frame in any_movie.frames:
        assert frame.alt.startswith(f"{frame.caption.count}: {frame.caption.sentence}")
        assert ("Gradients so far" in frame.alt) == (frame.kind != "forward")


@pytest.mark.parametrize("shared", ["stubs", "wires"])
def test_an_unknown_sequence_is_refused(shared):
    squared = gb.trace(lambda x: x * x, x=3.0)
    with pytest.raises(
        BackpropError, match=r"unknown sequence: 'fast' \(must be one of full, book"
    ):
        _ = squared.replace(sequence="fast", shared=shared).frames


def test_a_row_that_a_loop_takes_is_called_by_its_place():
    code = """import numpy as np
X, w = np.array([[1.0, 2.0], [0.5, -1.5]]), np.array([0.1, 0.4])
total = 0.0
for x in X:
    total += np.dot(x, w)
"""
    codes = [frame.caption.code for frame in gb.run(code=code, level="array").frames]
    assert codes[1] == "X[0]: (2, 2) → (2,)"
    assert any(code.startswith("np.dot(X[0], w): (2,) @ (2,) → 0.9") for code in codes)


NAMED_FUNCTIONS = """
import numpy as np
def {name}(p, y):
    return -np.mean(np.sum(y * np.log(p), axis=1))
def {other}(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)
z = np.array([[0.5, -1.2, 0.3], [1.5, 0.3, -0.4]])
y = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
loss = {name}({other}(z), y)
"""


@pytest.mark.parametrize(
    ("name", "other", "said"),
    [
        ("categorical_cross_entropy", "softmax_forward", ("softmax function", "cross-entropy")),
        ("CrossEntropyLoss", "stable", ("softmax function stable", "cross-entropy")),
        ("my_loss", "softmax", ("softmax function", "cross-entropy my_loss")),
    ],
)
def test_a_function_whose_name_is_what_it_is_is_called_once(name, other, said):
    movie = gb.run(code=NAMED_FUNCTIONS.format(name=name, other=other), level="layer")
    sentences = [frame.caption.sentence for frame in movie.frames]
    assert sentences[1].startswith(f"The {said[0]} of z")
    assert sentences[2].startswith(f"The {said[1]} of ")


def test_one_number_of_an_array_is_an_entry():
    movie = gb.run(
        code="import numpy as np\np = np.array([0.2, 0.8])\nloss = -np.log(p[1]) - np.sum(p[:1])\n",
        level="array",
    )
    sentences = [frame.caption.sentence for frame in movie.frames]
    assert any("entry p[1]" in one for one in sentences)
    assert not any("part p[1]" in one for one in sentences)
