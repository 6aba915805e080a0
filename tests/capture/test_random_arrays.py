"""Random NumPy programs with views and writes: values as plain, gradients as finite differences."""

from __future__ import annotations

import random

import numpy as np
import pytest

from graphviz_backprop.api import Movie
from graphviz_backprop.capture.run import run_program
from graphviz_backprop.sources import read_program

VECTOR, MATRIX = (3,), (2, 3)
# What makes a new value: code with the shapes of its operands, and the result's shape.
MAKERS = [
    ("{} * {}", (VECTOR, VECTOR), VECTOR),
    ("{} + {}", (MATRIX, VECTOR), MATRIX),
    ("np.dot({}, {})", (VECTOR, VECTOR), ()),
    ("np.tanh({} * 0.3)", (MATRIX,), MATRIX),
    ("np.square({})", (VECTOR,), VECTOR),
    ("{} @ {}", (MATRIX, VECTOR), (2,)),
    ("np.maximum(0, {})", (VECTOR,), VECTOR),
    ("np.sum({}, axis=0)", (MATRIX,), VECTOR),
    ("{}.mean()", (MATRIX,), ()),
    ("{}.max()", (VECTOR,), ()),
    ("np.where({} > 0, {}, 0.1)", (VECTOR, VECTOR), VECTOR),
    ("np.concatenate([{}[:2], {}[2:]])", (VECTOR, VECTOR), VECTOR),
    ("np.array([{}, {}, 1.0])", ((), ()), VECTOR),
    ("{}.copy()", (MATRIX,), MATRIX),
    ("sum({}) * float({})", (VECTOR, ()), ()),
    ("np.stack([{}, {}])", (VECTOR, VECTOR), MATRIX),
]
# What shares memory with its operand.
VIEWS = [
    ("{}[1]", MATRIX, VECTOR),
    ("{}[::-1]", VECTOR, VECTOR),
    ("{}[:, ::-1]", MATRIX, MATRIX),
    ("{}.T[1]", MATRIX, (2,)),
    ("{}.reshape(3, 2).ravel()[:3]", MATRIX, VECTOR),
]
WRITES = [
    "{a} += {number}",
    "{a} *= 0.5",
    "{a}[0] = {number}",
    "{a}[-1] -= {number} * 2",
    "{a}[{a} > 0.5] = 0",
    "{a}[{a} < 0] = {number}",
    "{a}[...] = {a} * 0.5 + 0.1",
    "np.multiply({a}, {number}, out={a})",
]


def program(rng):
    """Its lines after those of the inputs."""
    shapes = {"x": VECTOR, "w": VECTOR, "m": MATRIX, "b": ()}
    computed: list[str] = []
    lines = []
    for number in range(rng.randint(5, 14)):
        name, kind = f"v{number}", rng.random()
        if kind < 0.35 and computed:
            numbers = [one for one, shape in shapes.items() if shape == ()]
            write = rng.choice(WRITES).format(a=rng.choice(computed), number=rng.choice(numbers))
            lines.append(write)
            continue
        if kind < 0.5 and computed:
            code, wanted, shape = rng.choice(VIEWS)
            operands = [one for one in computed if shapes[one] == wanted]
            if not operands:
                continue
            lines.append(f"{name} = {code.format(rng.choice(operands))}")
        else:
            code, taken, shape = rng.choice(MAKERS)
            picked = [rng.choice([v for v, s in shapes.items() if s == one]) for one in taken]
            lines.append(f"{name} = {code.format(*picked)}")
        shapes[name] = shape
        if shape:
            computed.append(name)
    parts = rng.sample(sorted(shapes), 3)
    return [*lines, "out = " + " + ".join(f"np.sum({one} * {one})" for one in parts)]


def computed_plainly(lines, inputs):
    names = {"np": np, **{key: np.copy(value)[()] for key, value in inputs.items()}}
    exec("\n".join(lines), names)
    return float(names["out"])


def slopes(lines, inputs, key, step=1e-6):
    found = np.zeros(np.shape(inputs[key]))
    for index in np.ndindex(found.shape):
        moved = [{**inputs, key: np.copy(inputs[key])} for _ in range(2)]
        moved[0][key][index] += step
        moved[1][key][index] -= step
        above, below = (computed_plainly(lines, one) for one in moved)
        found[index] = (above - below) / (2 * step)
    return found


@pytest.mark.parametrize("seed", range(150))
def test_values_and_gradients(seed, tmp_path):
    rng = random.Random(seed)
    inputs = {
        key: np.array([rng.uniform(-2, 2) for _ in range(size)]).reshape(shape)
        for key, size, shape in (("x", 3, VECTOR), ("w", 3, VECTOR), ("m", 6, MATRIX))
    }
    inputs["b"] = np.array(rng.uniform(-2, 2))
    lines = program(rng)
    head = [f"{key} = np.array({value.tolist()!r})" for key, value in inputs.items() if key != "b"]
    head.append(f"b = {float(inputs['b'])!r}")
    file = tmp_path / "program.py"
    file.write_text("\n".join(["import numpy as np", *head, *lines]) + "\n")
    (graph,) = run_program(read_program(file), "out")
    assert graph.nodes[graph.output].value == computed_plainly(lines, inputs)
    gradients = Movie(graph).gradients
    for key, value in inputs.items():
        found = np.array(gradients.get(key, np.zeros(value.shape)))
        assert found == pytest.approx(slopes(lines, inputs, key), rel=1e-4, abs=1e-4), lines
