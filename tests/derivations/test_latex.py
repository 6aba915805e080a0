"""A derivation in LaTeX: it is closed, names are no commands in it, and it compiles."""

import re
import shutil
import subprocess
from itertools import accumulate

import pytest

from graphviz_backprop.derivations.spelled import latex_name
from tests.derivations.test_derivations import NETWORK, NEURON, SUM, movie

NEURON_INPUTS = [f"{name}[{place}]" for place in range(3) for name in "xw"]
READ_THROUGH = [
    *((NEURON, "y", name) for name in (*NEURON_INPUTS, "b")),
    (SUM, "c", "a"),
    *((NETWORK, "loss", name) for name in ("w1", "w2")),
]


@pytest.mark.parametrize(
    ("name", "in_latex"),
    [
        ("x[0]", "x_{0}"), ("w12", "w_{12}"), ("b", "b"), ("θ", r"\theta"), ("θ[1]", r"\theta_{1}"),
        ("b1[0]", "b_{1,0}"), ("W[0][12]", "W_{0,12}"), ("W[0, 1]", "W_{0,1}"),
        ("dense.w", r"\text{dense.w}"), ("a_b", r"\text{a\_b}"),
        ("Δx", r"\text{\ensuremath{\Delta}x}"), ("権", r"\text{U+6A29}"), ("é", r"\text{é}"),
        ("\N{GREEK CAPITAL LETTER RHO}", "P"), ("\N{GREEK CAPITAL LETTER BETA}", "B"),
    ],
)  # fmt: skip
def test_names_in_latex(name, in_latex):
    assert latex_name(name) == in_latex


def test_names_are_no_commands_in_latex():
    code = "p = {'\\\\input{x}_$': 2.0}\ny = p['\\\\input{x}_$'] * 3.0\n"
    traced = movie(code, "y")
    leaf = next(node for node in traced.graph.nodes if node.is_leaf)
    text = traced.derive(leaf.name).latex
    assert r"\input{x}" not in text
    assert r"\textbackslash{}" in text


@pytest.mark.parametrize(("code", "of", "name"), READ_THROUGH)
def test_every_group_and_bracket_of_the_latex_is_closed(code, of, name):
    text = movie(code, of).derive(name).latex
    bare = re.sub(r"\\[\\{}]", "", text)
    depth = [0, *accumulate({"{": 1, "}": -1}.get(letter, 0) for letter in bare)]
    assert (min(depth), depth[-1]) == (0, 0)
    assert text.count(r"\left") == text.count(r"\right")
    opened = re.findall(r"\\begin\{([\w*]+)\}", text)
    assert sorted(opened) == sorted(re.findall(r"\\end\{([\w*]+)\}", text))
    assert all(letter.isprintable() or letter == "\n" for letter in text)


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs LaTeX")
@pytest.mark.parametrize(("code", "of", "name"), READ_THROUGH)
def test_latex_compiles(code, of, name, tmp_path):
    tex = movie(code, of).derive(name).save(tmp_path / "a.tex")[0]
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", tex.name],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
