"""A derivation: every line has the same value, the last one runs, every picture shows it."""

import math
import random
from functools import cache

import pytest

import graphviz_backprop as gb
from graphviz_backprop.derivations.line_layout import LineLayout
from graphviz_backprop.derivations.wrapping import Wrapping
from graphviz_backprop.errors import BackpropError
from tests.conftest import command, tries
from tests.quick_or_long import quick

NEURON = """x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0
z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b
y = max(z, 0.0)
"""
NETWORK = """import math
x, w1, b1, w2, b2, t = 0.5, 1.5, -0.25, -2.0, 0.75, 0.2
h = math.tanh(w1 * x + b1)
y = 1 / (1 + math.exp(-(w2 * h + b2)))
loss = (y - t) ** 2
"""
SUM = "a, b = 2.0, 3.0\nc = a * b + a * a\n"


@cache
def movie(code, of=None):
    return gb.run(code=code, of=of, level="element")


def run(code, line):
    """What a line of a derivation gives in the namespace of the code that it is of."""
    values = {"math": math}
    exec(code, values)
    return eval(line.partition(" = ")[2], values)


@pytest.mark.parametrize("name", ["x[0]", "w[1]", "x[2]", "b", "z"])
def test_the_last_line_of_the_neuron_runs(name):
    derived = movie(NEURON).derive(name)
    assert run(NEURON, derived.code) == derived.derivation.gradient


def test_the_neuron_as_the_book_has_it():
    code = NEURON + "dvalue = 1.0\ndrelu_dz = dvalue * (1. if z > 0 else 0.)\n"
    code += "drelu_dxw0 = drelu_dz * 1\ndrelu_dx0 = drelu_dxw0 * w[0]\n"
    code = code.replace("z = x[0] * w[0] +", "xw0 = x[0] * w[0]\nz = xw0 +")
    assert movie(code).derive("x[0]").lines == [
        "drelu_dx0 = drelu_dxw0 * dmul_dx0",
        "drelu_dx0 = drelu_dxw0 * w[0]",
        "drelu_dx0 = drelu_dz * dsum_dxw0 * w[0]",
        "drelu_dx0 = drelu_dz * 1 * w[0]",
        "drelu_dx0 = drelu_dz * w[0]",
        "drelu_dx0 = dvalue * (1. if z > 0 else 0.) * w[0]",
    ]


@pytest.mark.parametrize("name", ["w1", "x", "b2", "h", "t"])
def test_a_network_of_two_layers(name):
    derived = movie(NETWORK, "loss").derive(name)
    assert run(NETWORK, derived.code) == pytest.approx(derived.derivation.gradient, rel=1e-12)


def test_several_ways_add_up():
    code = "a, b = 2.0, 3.0\nc = a * b + a * a\n"
    derived = movie(code, "c").derive("a")
    assert derived.code == "dc_da = b + a + a"
    assert derived.derivation.numbers == "3.0 + 2.0 + 2.0 = 7.0"
    assert "a is used 3 times: its contributions add up" in derived.text


def test_a_term_of_ones_alone_stays_a_one():
    derived = movie("v = 3.0\ny = v * 1.5 + v\n", "y").derive("v")
    assert derived.code == "dy_dv = 1 + 1.5"


def test_numbers_of_numpy_are_plain_numbers_with_all_their_digits():
    code = (
        "import numpy as np\nZ = np.array([0.5, -0.2])\ny = np.exp(Z[0]) * np.float64(0.1234567)\n"
    )
    derived = movie(code, "y").derive("Z[0]")
    assert derived.code == "dy_dZ0 = 0.1234567 * math.exp(Z[0])"
    assert "np." not in derived.derivation.numbers + derived.text
    assert derived.derivation.numbers == "0.12346 * 1.6487 = 0.20355"


def test_a_number_called_pi_is_not_the_one_of_a_rule():
    code = "import math\npi, r = 3.0, 0.5\ny = pi * r ** 2 + math.erf(r)\n"
    derived = movie(code, "y").derive("r")
    assert "pi * (2 * r)" in derived.code.replace("math.pi", "π")
    assert "2 / math.sqrt(math.pi)" in derived.code
    assert run(code, derived.code) == pytest.approx(derived.derivation.gradient, rel=1e-12)
    assert r"\sqrt{\pi}" in derived.latex


def test_what_is_derived_stands_in_parentheses_where_it_has_no_name():
    derived = movie(NEURON).derive("x[0]")
    assert "∂y/∂x[0] = dy/dz · ∂z/∂(x[0] * w[0]) · ∂(x[0] * w[0])/∂x[0]" in derived.text
    assert r"\frac{\partial z}{\partial \left(x_{0} \, w_{0}\right)}" in derived.latex


def test_a_way_that_lets_nothing_through_is_said_and_left_out():
    derived = movie("x = 2.0\ny = max(x * 2.0, -x)\n").derive("x")
    assert derived.code == "dy_dx = 2.0"
    assert "zero times anything is zero: this way adds nothing" in derived.text
    dead = movie("x = -2.0\nz = x * 3.0\ny = max(z, 0.0)\n").derive("x")
    assert dead.derivation.gradient == 0.0
    assert dead.code == "dy_dx = (1. if z > 0 else 0.) * 3.0"


def random_program(seed):
    chance = random.Random(seed)
    names = ["a", "b", "c"]
    lines = [f"{name} = {chance.uniform(0.2, 2.0) * chance.choice([-1, 1])!r}" for name in names]
    forms = (
        "{} * {}", "{} + {}", "{} - {}", "math.tanh({})", "max({}, 0.0)", "{} / ({} ** 2 + 1.5)",
        "({} + {}) ** 2", "math.exp(-abs({}))", "max({}, {})", "abs({})", "-{}", "min({}, {})",
        "math.sin({}) * {}", "math.sqrt({} ** 2 + 1.0)", "math.log({} ** 2 + 2.0)",
    )  # fmt: skip
    for number in range(chance.randint(1, 5)):
        form = chance.choice(forms)
        operands = [chance.choice(names) for _ in range(form.count("{}"))]
        lines.append(f"v{number} = {form.format(*operands)}")
        names.append(f"v{number}")
    return "import math\n" + "\n".join([*lines, f"y = {names[-1]} * 1.5 + {names[-1]}"]) + "\n"


@pytest.mark.parametrize("seed", quick(range(40), 12))
def test_random_graphs(seed):
    check_random(seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40, 40 + tries(60, 300)))
def test_more_random_graphs(seed):
    check_random(seed)


def check_random(seed):
    code = random_program(seed)
    values = {"math": math}
    exec(code, values)
    traced = movie(code, "y")
    for leaf in (node for node in traced.graph.nodes if node.is_leaf):
        try:
            derived = traced.derive(leaf.name)
        except BackpropError:  # too many factors, or none of its
            continue
        value = eval(derived.code.partition(" = ")[2], values)
        gradient = derived.derivation.gradient
        assert value == pytest.approx(gradient, rel=1e-9, abs=1e-12), derived.code
        numbers = derived.derivation.numbers.partition(" = ")[0]
        assert eval(numbers) == pytest.approx(gradient, rel=1e-3, abs=1e-3)


def test_nothing_moves_and_nothing_overlaps():
    for code, of, name in ((NEURON, "y", "x[0]"), (NETWORK, "loss", "w1")):
        derivation = movie(code, of).derive(name).derivation
        layout = LineLayout(derivation.products, len(derivation.rows), {})
        columns = {}
        for row in range(len(derivation.rows)):
            pieces = layout.line(row)
            ends = [piece.column + len(piece.text) for piece in pieces]
            assert all(end <= piece.column for end, piece in zip(ends, pieces[1:], strict=False)), (
                row
            )
            for piece in pieces:
                if piece.part:
                    assert columns.setdefault(piece.part, piece.column) == piece.column


def test_the_pieces_of_a_line_are_the_line():
    for code, of, name in ((NEURON, "y", "x[0]"), (NETWORK, "loss", "w1"), (SUM, "c", "a")):
        derivation = movie(code, of).derive(name).derivation
        layout = LineLayout(derivation.products, len(derivation.rows), {})
        for row, line in enumerate(derivation.lines):
            pieces = layout.line(row)
            assert pieces == sorted(pieces, key=lambda piece: piece.column)
            text = "".join(piece.text for piece in pieces).replace(" ", "")
            assert text == line.partition(" = ")[2].replace(" ", "")


def test_a_line_that_is_too_long_goes_on_below():
    derivation = movie(NETWORK, "loss").derive("w1").derivation
    layout = LineLayout(derivation.products, len(derivation.rows), {})
    lines = [layout.line(row) for row in range(len(derivation.rows))]
    wrapping = Wrapping(lines, layout.width, 90)
    assert wrapping.width <= 90
    taken = {}
    for row, pieces in enumerate(lines):
        for piece in pieces:
            place = wrapping.place(row, piece.column)
            assert place[0] >= wrapping.first_row(row)
            assert place[0] < wrapping.row_count
            cells = {(place[0], place[1] + letter) for letter in range(len(piece.text))}
            assert not cells & taken.keys()
            taken |= dict.fromkeys(cells, piece)
            if piece.part:  # below what it replaces
                assert taken.setdefault(piece.part, place[1]) == place[1]
    whole = Wrapping(lines, layout.width, layout.width)
    assert whole.row_count == len(lines)


def test_the_figure_has_every_line_and_a_number_for_every_factor():
    derived = movie(NEURON).derive("x[0]")
    rendering = derived._rendering
    assert len(rendering.storyboard) == len(derived.lines) + 1
    last = list(rendering.scene.alive(rendering.storyboard.last))
    rows = {mark.data["row"] for mark in last if mark.kind == "line"}
    assert rows == {str(row) for row in range(len(derived.lines) + 1)}
    badges = {mark.data["factor"] for mark in last if mark.kind == "badge"}
    on_lines = {mark.data["factor"] for mark in last if mark.kind == "factor"}
    assert badges == on_lines == {"1", "2", "3"}
    changes = [mark for mark in rendering.scene.alive(3) if mark.kind == "change"]
    assert {mark.data["row"] for mark in changes} == {"2", "3"}


def test_files(tmp_path):
    derived = movie(NEURON).derive("x[0]")
    made = derived.save_all(tmp_path, "neuron")
    assert [path.name for path in made] == [
        f"neuron.derive_x0.{suffix}" for suffix in ("svg", "gif", "tex", "txt")
    ]
    again = movie(NEURON).derive("x[0]").save_all(tmp_path / "again", "neuron")
    assert [path.read_bytes() for path in made] == [path.read_bytes() for path in again]
    assert derived.save(tmp_path / "x0.png")[0].read_bytes().startswith(b"\x89PNG")
    with pytest.raises(BackpropError, match="no format 'mp4'"):
        derived.save(tmp_path / "x0.mp4")


def test_the_command_prints_the_shortest_line(tmp_path):
    (tmp_path / "neuron.py").write_text(NEURON)
    done = command("derive", "neuron.py", "w[0]", "--formats", "txt", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "dy_dw0 = (1. if z > 0 else 0.) * x[0]",
        "neuron.derive_w0.txt",
    ]


@pytest.mark.parametrize(
    ("code", "of", "name", "message"),
    [
        (NEURON, "y", "q", r"no value 'q'; expected one of x\[0\]"),
        (NEURON, "y", "y", "y is the output"),
        ("import numpy as np\nX = np.ones((2, 2))\ny = np.cumsum(X)\n", "y", "X", "X goes into"),
    ],
)
def test_what_can_not_be_derived_is_one_line(code, of, name, message):
    level = None if "numpy" in code else "element"
    made = gb.run(code=code, of=of, level=level or "array")
    with pytest.raises(BackpropError, match=message) as error:
        made.derive(name)
    assert "\n" not in str(error.value)
