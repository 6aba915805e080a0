"""JSON: its schema, large arrays, the file beside; what is written costs what is there."""

from __future__ import annotations

import json

import jsonschema
import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.formats import FORMATS, unwatched
from graphviz_backprop.formats.json import VERSION, movie_schema
from graphviz_backprop.formats.json_values import MOST_NUMBERS
from tests.cases import CASES

LAYER = """
import numpy as np
x = np.arange(4000.0).reshape(40, 100) / 4000
w = np.full((100, 50), 0.5)
loss = np.sum((x @ w) ** 2)
"""
ODD = {
    "nan and inf": "x = 2.0; y = x * float('inf') - x * float('inf')",
    "an int beyond floats": "x = 10 ** 400; y = x * 2",
    "surrogates": "d = {'\\ud800': 2.0}; y = d['\\ud800'] * 3.0",
    "guards": "x = 3.0; y = max(x * 2, 1.0) if x > 0 else x",
    "booleans": "import numpy as np\nx = np.array([1.0, -2.0]); y = (x * (x > 0)).sum()",
    "a backward pass alone": """
import numpy as np
dvalues = np.array([[1.0, 2.0], [0.5, -1.0]])
inputs, weights = np.array([[1.0, 2.0], [-1.0, 4.0]]), np.array([[0.5, 1.0], [-1.0, 2.0]])
dinputs = np.dot(dvalues, weights.T)
dweights = np.dot(inputs.T, dvalues)
""",
    "large arrays": LAYER,
}


def text_of(movie):
    return FORMATS["json"].make(movie.rendering, unwatched).decode()


def checked(movie):
    data = json.loads(text_of(movie), parse_constant=pytest.fail)
    jsonschema.validate(data, movie_schema())
    return data


def run(code, **options):
    return gb.run(code=code, **options)


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_as_the_schema_says(name):
    data = checked(CASES[name].movie())
    assert data["version"] == VERSION == movie_schema()["properties"]["version"]["const"]


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ODD)
def test_odd_values_are_as_the_schema_says(name):
    checked(run(ODD[name]))


def test_the_schema_is_one_and_refuses_what_it_must():
    jsonschema.Draft202012Validator.check_schema(movie_schema())
    data = checked(CASES["neuron"].movie())
    for part, wrong in (("version", 2), ("nodes", [{"index": 0}]), ("made_by", "x"), ("more", 1)):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**data, part: wrong}, movie_schema())


def test_a_line_for_each_node_step_and_frame():
    movie = CASES["neuron"].movie()
    lines = text_of(movie).splitlines()
    count = len(movie.graph) + len(movie.steps) + len(movie)
    assert sum(line.startswith('{"index": ') for line in lines) == count


def test_a_large_array_is_summed_up_and_whole_beside_it(tmp_path):
    movie = run(LAYER, level="array").replace(full_arrays=True)
    made = movie.save(tmp_path / "layer.json")
    assert [path.name for path in made] == ["layer.json", "layer.npz"]
    data = json.loads(made[0].read_text())
    jsonschema.validate(data, movie_schema())
    x = next(node for node in data["nodes"] if node["name"] == "x")["value"]
    true = np.arange(4000.0).reshape(40, 100) / 4000
    assert x["shape"] == [40, 100]
    assert x["dtype"] == "float64"
    assert x["mean"] == pytest.approx(true.mean())
    assert x["norm"] == np.linalg.norm(true)
    assert [x["min"], x["max"]] == [true.min(), true.max()]
    assert x["corners"] == true[np.ix_([0, -1], [0, -1])].tolist()
    with np.load(made[1]) as arrays:
        assert (arrays[x["key"]] == true).all()
        assert data["full_arrays"]
        assert x["key"] == "nodes.0.value"
        for node, one in zip(data["nodes"], movie.graph.nodes, strict=True):
            if isinstance(node["value"], dict):
                assert (arrays[node["value"]["key"]] == one.value).all()
    both = [movie.save_all(tmp_path, stem, ["json"])["json"][1].read_bytes() for stem in "ab"]
    assert both[0] == both[1] == made[1].read_bytes()


def test_without_the_option_there_is_no_file_beside_and_no_key(tmp_path):
    made = run(LAYER, level="array").save_all(tmp_path, "layer", ["json"])["json"]
    assert [path.name for path in made] == ["layer.json"]
    assert '"key"' not in made[0].read_text()
    assert made[0].stat().st_size < 20_000


def test_an_array_of_a_thousand_numbers_is_whole():
    code = "import numpy as np\nx = np.ones({}); y = (x * 2.0).sum()"
    for count, kind in ((MOST_NUMBERS, list), (MOST_NUMBERS + 1, dict)):
        data = checked(run(code.format(count), level="array"))
        assert type(data["nodes"][0]["value"]) is kind
        assert type(data["gradients"]["x"]) is kind


def test_json_holds_everything(neuron):
    data = json.loads(text_of(neuron))
    assert data["gradients"] == {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0}
    assert [len(data[key]) for key in ("nodes", "steps", "frames")] == [12, 11, 17]
    assert data["frames"][6]["figure"] == "9.07"
    product = data["nodes"][2]
    assert {k: product[k] for k in ("name", "op", "value", "inputs", "gradient")} == {
        "name": "xw0",
        "op": "mul",
        "value": -3.0,
        "inputs": [0, 1],
        "gradient": 1.0,
    }
    assert product["line"] > 0
    step = data["steps"][5]
    assert step["edge"] == {"producer": 0, "consumer": 2, "argument": 0}
    assert (step["upstream"], step["local"], step["contribution"], step["gradient"]) == (
        1.0,
        -3.0,
        -3.0,
        -3.0,
    )
    assert data["frames"][11]["caption"]["code"] == "dy/dx[0] = -3.0 * 1.0 = -3.0"
    assert data["frames"][16]["alt"]


def test_json_keeps_full_precision_and_stays_json():
    movie = gb.trace(lambda x: x * (1 / 3), x=0.1)
    data = json.loads(text_of(movie))
    assert data["gradients"]["x"] == 1 / 3
    infinite = gb.trace(lambda x: x * float("inf"), x=2.0)
    text = text_of(infinite)
    assert json.loads(text, parse_constant=pytest.fail)["gradients"]["x"] == "inf"


def test_json_of_a_long_chain_needs_no_drawing():
    def long_chain(x):
        for _ in range(3_000):
            x = x * 1.0001
        return x

    data = json.loads(text_of(gb.trace(long_chain, x=1.0)))
    assert len(data["steps"]) == 3_000
