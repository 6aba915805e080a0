"""A file with a backward pass alone: its gradients are drawn as they are, nothing is derived."""

from __future__ import annotations

import json

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.command.cli import main
from tests.checks import beyond_the_page, touches

HEAD = "import numpy as np\n"
LAYER = (
    HEAD
    + """
dvalues = np.array([[1.0, 2.0], [0.5, -1.0]])
inputs = np.array([[1.0, 2.0, 3.0], [-1.0, 0.0, 4.0]])
weights = np.array([[0.5, 1.0], [-1.0, 2.0], [0.25, 0.0]])
dinputs = np.dot(dvalues, weights.T)
dweights = np.dot(inputs.T, dvalues)
dbiases = np.sum(dvalues, axis=0, keepdims=True)
"""
)
RELU_AND_LAYER = (
    HEAD
    + """
class Layer:
    def backward(self, dvalues):
        self.drelu = dvalues.copy()
        self.drelu[self.z <= 0] = 0
        self.dweights = np.dot(self.inputs.T, self.drelu)
        self.dinputs = np.dot(self.drelu, self.weights.T)

layer = Layer()
layer.inputs = np.array([[1.0, 2.0]])
layer.weights = np.array([[0.5, 1.0, -1.0], [-1.0, 2.0, 0.5]])
layer.z = np.array([[-1.5, 5.0, 0.0]])
layer.backward(np.array([[3.0, 2.0, 1.0]]))
"""
)
SCALARS = """
d_out = 2.0
w, x = -3.0, 1.5
d_w = d_out * x
d_x = d_out * w
d_input = d_x * 0.5
"""
CODES = {"layer": LAYER, "relu and layer": RELU_AND_LAYER, "scalars": SCALARS}


@pytest.fixture(scope="module", params=CODES)
def movie(request):
    with pytest.warns(UserWarning, match="backward pass alone"):
        return gb.run(code=CODES[request.param])


def run(code, **options):
    with pytest.warns(UserWarning, match="backward pass alone"):
        return gb.run(code=code, **options)


def marks(movie, kind):
    return [mark for mark in movie.rendering.scene.marks if mark.kind == kind]


def test_the_gradients_are_the_readers_own_by_their_names():
    gradients = run(LAYER).gradients
    assert list(gradients) == ["dinputs", "dweights", "dbiases"]
    # by hand: dvalues @ weights.T, inputs.T @ dvalues, the column sums
    assert gradients["dinputs"].tolist() == [[2.5, 3.0, 0.25], [-0.75, -2.5, 0.125]]
    assert gradients["dweights"].tolist() == [[0.5, 3.0], [2.0, 4.0], [5.0, 2.0]]
    assert gradients["dbiases"].tolist() == [[1.5, 1.0]]
    assert run(SCALARS).gradients == {"d_w": 3.0, "d_x": -6.0, "d_input": -3.0}


def test_a_method_called_alone_masks_what_relu_blocks():
    gradients = run(RELU_AND_LAYER).gradients
    by_end = {name.rpartition(".")[2]: value for name, value in gradients.items()}
    assert by_end["drelu"].tolist() == [[0.0, 2.0, 0.0]]
    assert by_end["dweights"].tolist() == [[0.0, 2.0, 0.0], [0.0, 4.0, 0.0]]
    assert by_end["dinputs"].tolist() == [[2.0, 4.0]]


def test_nothing_is_differentiated(movie):
    assert movie.steps == ()
    assert movie.graph.is_backward
    assert not [name for name in movie.gradients if "dd" in name]


def test_a_gradient_is_red_under_its_wire_from_the_start_and_never_green(movie):
    red = {int(mark.data["index"]): mark for mark in marks(movie, "gradient")}
    green = {int(mark.data["index"]) for mark in marks(movie, "value")}
    assert set(red) == set(movie.graph.gradient_nodes)
    assert not green & set(red)
    assert green == {n.index for n in movie.graph.nodes if not n.is_constant} - set(red)
    for index, mark in red.items():
        assert mark.born == movie.rendering.storyboard.appearance[index]
        assert mark.dies == len(movie)


def test_what_comes_from_an_upstream_is_a_gradient_what_was_kept_is_a_value():
    graph = run(LAYER).graph
    gradients = {graph.nodes[index].name for index in graph.gradient_nodes}
    assert gradients == {"dvalues", "dinputs", "dweights", "dbiases"}


def test_each_operation_is_the_chain_rule_of_its_layer():
    captions = [frame.caption for frame in run(LAYER).frames]
    sentences = [caption.sentence for caption in captions]
    assert sentences[0].startswith("A backward pass alone, from the gradient of the next layer")
    assert (
        "dinputs, the gradient w.r.t. inputs: dvalues · weights.T, what a dense layer hands back "
        "for its inputs"
    ) in sentences
    assert any("for its weights" in sentence for sentence in sentences)
    assert any("over the samples" in sentence for sentence in sentences)
    assert [caption.place.line for caption in captions if caption.place][-1] == 8
    assert [name for name, _ in captions[-1].vectors[0].parts] == list(run(LAYER).gradients)


def test_nothing_touches_and_nothing_is_cut(movie):
    scene = movie.rendering.scene
    assert list(touches(scene)) == []
    assert list(beyond_the_page(scene)) == []


def test_every_format_is_made_and_json_says_what_it_is(tmp_path):
    run(SCALARS).save_all(tmp_path, "a", ["svg", "gv", "gif", "json"])
    data = json.loads((tmp_path / "a.json").read_text())
    assert data["kind"] == "backward"
    assert data["gradients"] == {"d_w": 3.0, "d_x": -6.0, "d_input": -3.0}
    assert (tmp_path / "a.gif").stat().st_size > 1000
    forward = gb.run(code="x = 2.0; w = 3.0; y = x * w")
    forward.save(tmp_path / "b.json")
    assert "kind" not in json.loads((tmp_path / "b.json").read_text())


def test_a_copy_and_a_combined_loss_are_gradients_too():
    code = HEAD + "d_out = np.array([1.0, 2.0])\nd_bias = d_out.copy()\nd_x = d_out * 3.0\n"
    assert {name: value.tolist() for name, value in run(code).gradients.items()} == {
        "d_bias": [1.0, 2.0],
        "d_x": [3.0, 6.0],
    }
    code = HEAD + (
        "probs = np.array([[0.25, 0.75], [0.5, 0.5]])\ny = np.array([[1, 0], [0, 1]])\n"
        "dscores = (probs - y) / 2\n"
    )
    combined = run(code)
    assert combined.gradients["dscores"].tolist() == [[-0.375, 0.375], [0.25, -0.25]]
    assert len(combined.graph.gradient_nodes) == 2  # before and after the mean
    assert any("softmax with cross-entropy" in frame.caption.sentence for frame in combined.frames)


def test_one_gradient_can_be_asked_for():
    assert list(run(LAYER, of="dweights").gradients) == ["dweights"]


def test_a_seed_is_refused():
    with pytest.raises(gb.BackpropError, match="the seed has no use"):
        gb.run(code=LAYER, seed="dvalues")
    with pytest.raises(gb.BackpropError, match="the seed has no use"):
        run(LAYER, seed=2.0)


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("x1, x2 = 1.0, 3.5\ndx = x2 - x1\ndistance = (dx * dx) ** 0.5\n", "distance"),
        ("z = 0.5\ns = 1 / (1 + 2.7 ** -z)\nds = s * (1 - s)\n", "s"),
        ("x, w = 2.0, 3.0\ny = x * w\ndvalue = 1.0\ndx = dvalue * w\ndw = dvalue * x\n", "y"),
        (LAYER + "output = inputs @ weights\n", "output"),
    ],
)
def test_a_file_with_a_forward_pass_is_drawn_as_ever(code, output):
    graph = gb.run(code=code).graph
    assert graph.nodes[graph.output].name == output
    assert not graph.is_backward


def test_the_command_line_says_what_it_is(tmp_path, capfd):
    file = tmp_path / "layer.py"
    file.write_text(LAYER)
    assert main(["list", str(file)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[1].startswith("1     line 6  line 8  dinputs = array of shape (2, 3), dweights")
    assert lines[1].endswith("backward pass alone")
    assert [line.split()[0] for line in lines[4:]] == ["dvalues", "dinputs", "dweights", "dbiases"]
    assert main(["run", str(file), "-o", str(tmp_path), "--formats", "json"]) == 0
    assert "layer.py: line 6: a backward pass alone (dinputs, dweights, dbiases)" in (
        capfd.readouterr().err
    )
    assert main(["run", str(file), "-o", str(tmp_path), "--seed", "2"]) == 1
    assert "the seed has no use" in capfd.readouterr().err


def test_an_operation_that_is_not_known_is_named_with_its_line():
    code = HEAD + "dvalues = np.array([1.0, 2.0])\ndinputs = np.fft.fft(dvalues).real\n"
    with pytest.raises(gb.BackpropError, match=r"line 3: .*fft.* not supported"):
        gb.run(code=code)


def test_two_graphs_share_what_is_the_same():
    graph = run(LAYER).graph
    names = [node.name for node in graph.nodes if node.is_leaf]
    assert sorted(names) == ["dvalues", "inputs", "weights"]
    for node in graph.nodes:
        assert all(index < node.index for index in node.inputs)
    values = {node.name: node.value for node in graph.nodes if node.name}
    assert np.array_equal(values["dinputs"], values["dvalues"] @ values["weights"].T)


DEEP = (
    HEAD
    + """
rng = np.random.default_rng(1)
inputs = rng.normal(size=(4, 5)); weights = [rng.normal(size=(6, 6)) for _ in range(4)]
a = [np.maximum(0, rng.normal(size=(4, 6))) for _ in range(4)]
dvalues = rng.normal(size=(4, 6))
dW3 = a[3].T @ dvalues
da3 = dvalues @ weights[3].T
dz2 = da3 * (a[2] > 0)
dW2 = a[2].T @ dz2
da2 = dz2 @ weights[2].T
dz1 = da2 * (a[1] > 0)
dW1 = a[1].T @ dz1
da1 = dz1 @ weights[1].T
dz0 = da1 * (a[0] > 0)
dW0 = a[0].T @ dz0
dinputs = dz0 @ weights[0].T
"""
)


def test_a_long_one_has_pages_and_each_frame_shows_that_of_its_operation():
    movie = run(DEEP, level="array")
    scene, graph, frames = movie.rendering.scene, movie.graph, movie.frames
    count = 1 + max(frame.page for frame in frames)
    assert count > 1
    assert scene.width <= movie.rendering.theme.sizes.array_page
    for frame in frames:
        assert frame.caption.count.endswith(f"page {frame.page + 1} of {count}")
        born = [m for m in scene.marks if m.kind == "ring" and m.born == frame.index]
        assert {scene.page_of(mark) for mark in born} <= {frame.page}
    assert [frame.page for frame in frames[-count:]] == list(range(count))
    assert len([m for m in scene.marks if m.kind == "ring"]) == len([*graph.operators()])
    assert [str(touch) for touch in touches(scene)] == []
