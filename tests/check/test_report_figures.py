"""The report of a class shows each file's first wrong step, and is readable on a phone."""

from __future__ import annotations

import pytest

from graphviz_backprop.command.cli import main
from tests.browser import browser, needs_browser, opened, picture
from tests.check.test_many_checks import Elements
from tests.check.test_verdicts import layer, neuron

HOSTILE = "<img src=x onerror=alert(1)>.py"
IN_TEXT = """
grads = {}
x = 2.0
w = 3.0
y = x * w
grads["<script>alert(1)</script>"] = 0.0
grads["w"] = x * 2
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report on a slip in a neuron, one in arrays, a right file, and one with tags in it."""
    folder = tmp_path_factory.mktemp("class")
    codes = {"slip.py": neuron(slip="7"), "layer.py": layer(dw="X.T @ dZ / 4")}
    codes |= {"right.py": neuron(), HOSTILE: IN_TEXT}
    for name, code in codes.items():
        (folder / name).write_text(code)
    page = folder / "class.html"
    assert main(["check", *(str(folder / name) for name in codes), "--html", str(page)]) == 3
    return page


def test_each_file_with_a_slip_has_the_figure_of_its_step(report):
    slip, arrays, right, hostile = report.read_text().split("<article")[1:]
    assert "<title>Backpropagation through slip.py, backward" in slip
    assert "✗ line 12 has dz_dp1 = 7; it is 1" in slip
    assert 'class="struck_factor"' in slip
    assert "✗ line 12 has dW" in arrays
    assert "<svg" not in right
    assert "<svg" in hostile


def test_the_figures_bring_no_script_and_no_address(report):
    made = Elements(report.read_text())
    assert made.names.isdisjoint({"script", "img", "iframe", "object", "link", "foreignobject"})
    assert all(address.startswith("#") for address in made.addresses)


def test_glyphs_are_there_once_and_names_of_groups_are_their_own(report):
    text = report.read_text()
    names = [part.split('"')[0] for part in text.split(' id="')[1:]]
    assert len(names) == len(set(names))
    for name in (part.split('"')[0] for part in text.split('href="#')[1:]):
        assert name in names


def test_hints_show_no_figure_and_no_true_number(tmp_path):
    (tmp_path / "slip.py").write_text(neuron(slip="7"))
    page = tmp_path / "hints.html"
    assert main(["check", str(tmp_path / "slip.py"), "--hints", "--html", str(page)]) == 3
    assert "<svg" not in page.read_text()
    assert "should be" not in page.read_text()


def test_the_figure_s_run_writes_no_file_again(tmp_path):
    log = f"with open(r'{tmp_path}/log.txt', 'a') as log:\n    log.write('ran\\n')\n"
    (tmp_path / "slip.py").write_text(log + neuron(slip="7"))
    assert main(["check", str(tmp_path / "slip.py"), "--html", str(tmp_path / "c.html")]) == 3
    assert "<svg" in (tmp_path / "c.html").read_text()
    assert (tmp_path / "log.txt").read_text() == "ran\n"


@needs_browser
def test_a_phone_shows_the_step_first_and_nothing_is_wider_than_it(report):
    with browser(390, 900) as driver:
        opened(driver, report)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
        near = driver.execute_script(
            "const r = document.querySelector('.near').getBoundingClientRect();"
            "return [r.left, r.top, r.right, r.bottom].map(Math.round)"
        )
        assert near[2] - near[0] > 250
        seen = picture(driver)[near[1] : near[3], near[0] : near[2]]
        assert (seen.max(axis=2) - seen.min(axis=2) > 80).any()  # wires and numbers in colours
        size = driver.execute_script(
            "const g = document.querySelector('.near').getScreenCTM(); return 14 * g.a"
        )
        assert size >= 11  # pixels of a number
        driver.set_window_size(1280, 900)
        script = "return getComputedStyle(document.querySelector('.near')).display"
        assert driver.execute_script(script) == "none"
