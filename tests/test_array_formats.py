"""Files of arrays: JSON in full precision, all formats, DOT as stock Graphviz draws it."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from graphviz_backprop.figure import Text
from tests.array_graphs import BIASES, DVALUES
from tests.test_array_figure import movie_of

SVG = "{http://www.w3.org/2000/svg}"


def test_json_has_full_precision():
    movie = movie_of("single")
    data = json.loads(movie_json(movie))
    by_name = {node["name"]: node for node in data["nodes"]}
    assert by_name["biases"]["value"] == BIASES.astype(np.float32).tolist()
    assert by_name["biases"]["shape"] == [1, 3]
    assert data["seed"] == DVALUES.tolist()
    assert data["gradients"]["weights"] == movie.gradients["weights"].tolist()
    for step, drawn in zip(movie.steps, data["steps"], strict=True):
        assert drawn["contribution"] == step.contribution.tolist()
        assert drawn["upstream"] == step.upstream.tolist()
        assert drawn["local"] == (None if step.local is None else step.local.tolist())


def movie_json(movie):
    from graphviz_backprop.formats import FORMATS, unwatched

    return FORMATS["json"].make(movie.rendering, unwatched)


def test_all_formats_are_made(tmp_path):
    movie = movie_of("single")
    made = movie.save_all(tmp_path, "figure", ["gv", "json", "svg"])
    assert [len(made[name]) for name in ("gv", "json", "svg")] == [len(movie), 1, len(movie)]
    assert movie[len(movie) // 2].png.startswith(b"\x89PNG")


def test_the_whole_movie_is_animated(tmp_path):
    (path,) = movie_of("vectors").save(tmp_path / "vectors.gif")
    assert path.read_bytes().startswith(b"GIF89a")


@pytest.mark.parametrize("name", ["dense", "extremes", "movers"])
def test_stock_graphviz_draws_the_grids(name):
    program = shutil.which("neato")
    if program is None:
        pytest.skip("no Graphviz is installed")
    movie = movie_of(name)
    calculation = next(frame for frame in movie.frames if frame.kind == "step")
    source = movie[calculation.index].source.source.encode()
    done = subprocess.run([program, "-n2", "-Tsvg"], input=source, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    texts = {
        text.text.replace("\xa0", " ")
        for text in ET.fromstring(done.stdout).iter(f"{SVG}text")
        if text.text
    }
    for mark in movie.rendering.scene.alive(calculation.index):
        if mark.kind in ("value", "gradient", "calculation"):
            for ink in mark.inks:
                if isinstance(ink, Text):
                    assert all(span.text.replace("−", "-") in texts for span in ink.spans)
