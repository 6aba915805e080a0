"""What a user has after `pip install`: the package under test, its demos, its names, its sdist."""

from __future__ import annotations

import doctest
import importlib
import json
import re
import shlex
import subprocess
import sys
import sysconfig
import tarfile
from importlib.metadata import distribution
from pathlib import Path

import imageio.v3 as iio
import numpy as np
import pytest
from PIL import Image

import graphviz_backprop as gb
from tests.conftest import PROGRAM, ROOT, command
from tests.gallery import OUTPUTS

PACKAGE = Path(gb.__file__).parent


def is_editable():
    """Whether a developer has installed the tree itself."""
    text = distribution("graphviz-backprop").read_text("direct_url.json") or "{}"
    return json.loads(text).get("dir_info", {}).get("editable", False)


def test_the_tests_run_against_the_installed_package():
    where = ROOT if is_editable() else Path(sysconfig.get_paths()["purelib"])
    assert PACKAGE.parent == where


def test_a_program_of_its_own_has_the_same_package(tmp_path):
    code = "import graphviz_backprop; print(graphviz_backprop.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert Path(done.stdout.strip()).parent == PACKAGE


def pixels_differ(left, right):
    """The largest difference of two pictures or animations of one size."""
    one, other = (iio.imread(path).astype(int) for path in (left, right))
    assert one.shape == other.shape
    return int(np.abs(one - other).max())


def test_the_demo_is_the_gallerys_neuron(tmp_path):
    done = command("demo", "-o", tmp_path, "--formats", "gif,json")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "neuron.json").read_text()) == json.loads(
        (OUTPUTS / "neuron.json").read_text()
    )
    assert pixels_differ(tmp_path / "neuron.gif", OUTPUTS / "neuron.gif") <= 1


def test_the_demo_of_a_layer_is_the_gallerys(tmp_path):
    done = command("demo", "layer", "-o", tmp_path, "--formats", "gif", "--width", "1000")
    assert done.returncode == 0, done.stderr
    assert pixels_differ(tmp_path / "layer.gif", OUTPUTS / "layer" / "layer.gif") <= 1


def colors(path):
    return np.asarray(Image.open(path).convert("RGB")).astype(int)


def test_the_demo_of_a_network_is_the_gallerys(tmp_path):
    """Its code lies among the libraries, and is the reader's all the same."""
    done = command("demo", "network", "-o", tmp_path, "--formats", "png,json", "--width", "1000")
    assert done.returncode == 0, done.stderr
    data = json.loads((tmp_path / "network.json").read_text())
    assert data["nodes"][data["output"]]["name"] == "loss"
    last = max(tmp_path.glob("network_*.png"))
    # The gallery has a picture of few colours: another frame differs in a fortieth of it.
    distance = np.abs(colors(last) - colors(OUTPUTS / "network" / "complete.png")).max(axis=2)
    assert (distance > 16).mean() < 0.001
    assert distance.max() < 90


def modules_with_examples():
    for path in sorted(PACKAGE.rglob("*.py")):
        if re.search(r"^ *>>> ", path.read_text(), re.MULTILINE):
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
            yield name.removesuffix(".__init__")


@pytest.mark.parametrize("name", [*modules_with_examples()])
def test_the_examples_of_docstrings_hold(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert result.failed == 0


def test_dir_and_help_show_the_public_names():
    assert set(gb.__all__) <= set(dir(gb))
    code = "import graphviz_backprop as gb; print(set(gb.__all__) <= set(dir(gb))); help(gb)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.startswith("True")
    for name in gb.__all__:
        assert name in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
def test_a_listing_that_is_cut_ends_in_silence(tmp_path):
    rows = "\n".join(f"x{n} = {n}.5\ny{n} = x{n} * x{n}" for n in range(400))
    (tmp_path / "many.py").write_text(rows + "\n")
    first = shlex.join([sys.executable, "-c", "print(input())"])
    line = f"{PROGRAM} list --all many.py | {first}"
    done = subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.startswith("pass")
    assert done.stderr == ""


def test_the_sdist_holds_what_its_tests_need(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    tree = {
        str(path.relative_to(ROOT))
        for folder in ("tests", "outputs")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert tree | {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"} <= held
