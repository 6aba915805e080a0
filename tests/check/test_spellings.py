"""Spellings of derivatives that a check knows, each right and with a slip."""

from __future__ import annotations

import pytest

from graphviz_backprop.checking.by_hand.names_of_rows import reading_of
from tests.check.test_verdicts import checked, verdicts, wrong

NET = """
import numpy as np
x = np.array([0.5, -1.2, 2.0])
P = {{"w": np.array([0.3, 0.7, -0.4]), "v": np.array([1.5, -0.5, 0.8])}}
w, v = P["w"], P["v"]
for turn in range(2):
    h = np.tanh({w} * x)
    q = np.sum(h * {v})
    E = (q - 1.0) ** 2
    {d}q{e} = 2 * (q - 1.0)
    {d}h{e} = {d}q{e} * {v}
    {dv} = {d}q{e} * h
    {dw} = SLIP
    {w} = {w} - 0.1 * {dw}
    {v} = {v} - 0.1 * {dv}
"""


def plain(before: str, behind: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The net with names of this form, what is right in it, and all of its names."""
    names = {one: f"{before}{one}{behind}" for one in "qhvw"}
    code = NET.format(w="w", v="v", d=before, e=behind, dw=names["w"], dv=names["v"])
    return code, f"{names['h']} * (1 - h ** 2) * x", tuple(names.values())


def by_dict(of_dict: str) -> tuple[str, str, tuple[str, ...]]:
    """The same with a dict of gradients, of a dict of parameters."""
    items = {one: f"{of_dict}['{one}']" for one in "vw"}
    code = NET.format(w="P['w']", v="P['v']", d="dE_d", e="", dw=items["w"], dv=items["v"])
    code = code.replace("for turn", f"{of_dict} = {{}}\nfor turn")
    return code, "dE_dh * (1 - h ** 2) * x", ("dE_dq", "dE_dh", *items.values())


FORMS = {
    "partial": plain("pE_p"),
    "partial, spaced": plain("p_E_p_"),
    "partial of a loss": plain("p_L_p_"),
    "slope": plain("slope_"),
    "grad": plain("grad"),
    "g of both": plain("gE_"),
    "der": plain("der"),
    "bar": plain("bar_"),
    "my": plain("my_d"),
    "manual": plain("d", "_manual"),
    "by hand": plain("d", "_by_hand"),
    "of a dict, of a loss": by_dict("dE_dP"),
    "of a dict": by_dict("dP"),
    "of a dict, worded": by_dict("grad_P"),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_is_found_and_a_slip_is_named(form):
    code, right, names = FORMS[form]
    found = verdicts(code.replace("SLIP", right))
    assert {name for name, _ in found} == set(names)
    assert set(found.values()) == {"right"}, found
    slip = code.replace("SLIP", right.replace("h ** 2", "h"))
    line = next(at for at, text in enumerate(slip.split("\n"), 1) if "(1 - h)" in text)
    assert {at for _, at in wrong(slip)} == {line}


@pytest.mark.parametrize(
    "name", ["grade", "pos_pred", "slope_start", "graduates", "hist['w']", "my_x"]
)
def test_other_words_are_no_derivative(name):
    assert reading_of(name, {"e", "w", "x", "h", "q", "uates0", "Pw"}) is None


def test_a_line_s_slope_is_a_parameter():
    code = """
import numpy as np
x, t = np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.9, 6.1])
slope_x, start = 0.5, 0.0
for turn in range(3):
    y = slope_x * x + start
    loss = np.mean((y - t) ** 2)
    dy = 2 * (y - t) / 3
    dslope_x = np.sum(dy * x)
    slope_x -= 0.1 * dslope_x
    start -= 0.1 * np.sum(dy)
"""
    assert {name for name, _ in verdicts(code)} == {"dy", "dslope_x"}
    assert set(verdicts(code).values()) == {"right"}


UNNAMED = """
import numpy as np
x, w, t = np.array([0.5, -1.2]), np.array([0.3, 0.7]), 0.4
h = np.tanh(w * x)
E = 0.5 * np.sum((h - t) ** 2)
off = h - t
dE_dh = off
{name} = dE_dh * (1 - h ** 2) * 3
dE_dw = {name} * x / 3
"""


ABBREVIATED = """
import numpy as np
rng = np.random.RandomState(3)
X, Y = rng.rand(6, 3), rng.rand(6, 2)
weight_h, bias_h = rng.rand(3, 4), np.zeros(4)
weight_out, bias_out = rng.rand(4, 2), np.zeros(2)
for turn in range(2):
    a_h = np.tanh(X @ weight_h + bias_h)
    a_out = a_h @ weight_out + bias_out
    loss = np.mean((a_out - Y) ** 2)
    d_loss__d_a_out = 2 * (a_out - Y) / Y.size
    d_loss__dw_out = a_h.T @ d_loss__d_a_out
    d_loss__db_out = np.sum(d_loss__d_a_out, axis=0)
    d_loss__a_h = d_loss__d_a_out @ weight_out.T
    d_loss__d_w_h = X.T @ (d_loss__a_h * (1 - a_h ** 2))
    d_loss__d_b_h = np.sum(d_loss__a_h * (1 - a_h ** 2), axis=0)
"""


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        ("np.sum(d_loss__d_a_out, axis=0)", "np.mean(d_loss__d_a_out, axis=0)"),
        ("a_h.T @ d_loss__d_a_out", "-a_h.T @ d_loss__d_a_out"),
        ("X.T @ (d_loss__a_h * (1 - a_h ** 2))", "X.T @ (d_loss__a_h * (1 - a_h))"),
    ],
)
def test_w_out_may_be_weight_out(right, slip):
    assert set(verdicts(ABBREVIATED).values()) == {"right"}
    assert len(verdicts(ABBREVIATED)) == 6
    line = ABBREVIATED[: ABBREVIATED.index(right)].count("\n") + 1
    assert {at for _, at in wrong(ABBREVIATED.replace(right, slip))} == {line}


@pytest.mark.parametrize("name", ["zf", "m1", "back"])
def test_what_goes_on_under_another_name_is_told_to_be_unjudged(name):
    found = checked(UNNAMED.format(name=name))
    assert [note for note in found.notes if "not judged" in note] == [
        f"not judged, as the name is no derivative's: {name} (line 8)"
    ]
    assert {one.verdict for one in found.verdicts} == {"right"}
