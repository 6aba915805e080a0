"""The quiz: gradients are hidden until they are typed, and slips are told by their numbers."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.living import make_page
from graphviz_backprop.numerals import shown
from tests.conftest import command
from tests.living.programs import PROGRAMS

pytestmark = pytest.mark.long  # a browser takes its time for each


def text(browser, name):
    return browser.driver.execute_script(
        "return document.getElementById(arguments[0]).textContent", name
    )


def answer(browser, node, number):
    """Type an answer; what is said."""
    one = browser.driver.find_element(
        By.CSS_SELECTOR, f'[data-kind="gradient"][data-node="{node}"]'
    )
    browser.driver.execute_script("arguments[0].focus()", one)
    browser.press(Keys.ENTER)
    browser.press(str(number), Keys.ENTER)
    return text(browser, "told")


def opened(browser, movie, fragment="#frame=99"):
    browser.open(movie.replace(quiz=True), fragment)


def test_the_key_is_not_in_the_source():
    movie = PROGRAMS["LSTM cell"].movie()
    page = make_page(movie.replace(quiz=True).rendering)
    gradients = [g for g in movie.backprop.gradients if g is not None and abs(g) not in (0, 1)]
    assert len(gradients) > 30
    for gradient in gradients:
        assert repr(gradient) not in page
        assert shown(gradient) not in page


def test_red_numbers_are_hidden_and_asked_for(browser):
    opened(browser, gb.run(EXAMPLES["neuron"]))
    seen = browser.seen()
    assert seen["count"] == "Backward 12 of 12"
    assert (seen["sentence"], seen["code"], seen["remark"]) == ("", "", "")
    red = sorted(mark[1] for mark in seen["marks"] if mark[0] == "gradient")
    assert red == ["1.0", *"?" * 11]  # what comes from the next layer is given
    gradients = browser.numbers()["gradient"]
    assert {name for name, number in gradients.items() if number is not None} == {"y"}
    assert not browser.driver.find_element(By.ID, "listing").is_displayed()
    browser.press(Keys.ARROW_LEFT)
    assert browser.seen()["count"] == "Backward 1 of 12"
    browser.press(Keys.ARROW_RIGHT)
    assert browser.seen()["count"] == "Backward 12 of 12"
    assert text(browser, "score") == "0 of 11 right, 0 at the first try, 0 hints"


def test_all_answers_in_any_order_open_the_rest(browser):
    movie = gb.run(EXAMPLES["neuron"])
    opened(browser, movie)
    labels = {node.name: node for node in movie.graph.nodes if node.name != "y" and node.name}
    for name in sorted(labels, reverse=True):
        gradient = movie.backprop.gradients[labels[name].index]
        assert answer(browser, name, gradient).startswith("Right: ")
    assert text(browser, "score") == "11 of 11 right, 11 at the first try, 0 hints"
    seen = browser.seen()
    assert seen["code"].startswith("drelu_dw2 = 3.0 * 1.0 = 3.0")
    browser.press(Keys.ARROW_LEFT)
    assert browser.seen()["count"] == "Backward 11 of 12"
    assert browser.errors() == []


PAGES = """
import numpy as np
X = np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 2.0]])
W = np.array([[0.2, -0.4], [0.6, 0.1], [-0.3, 0.5]])
b = np.array([0.1, -0.2])
loss = np.maximum(0, X @ W + b).sum()
"""


def test_of_several_pages_every_number_can_be_answered(browser):
    opened(browser, gb.run(code=PAGES), "#frame=0")
    asked, before = {}, ""
    while before != (before := browser.seen()["count"]):
        for one in browser.driver.execute_script("""
            return [...document.querySelectorAll("[data-kind=gradient]:not(.off)")]
              .filter(one => one.textContent == "?").map(one => one.dataset.node);
        """):
            asked[one] = before
        browser.press(Keys.ARROW_RIGHT)
    assert len(set(asked.values())) > 1  # pages
    assert text(browser, "score").startswith(f"0 of {len(asked)} right")
    browser.press(Keys.ARROW_LEFT)
    assert browser.seen()["sentence"] == ""
    browser.press(Keys.HOME)
    assert browser.seen()["count"].startswith("Forward 1 of ")


CODE = "import math\nx = 2.0\nw = 0.5\nz = x * w\na = math.tanh(z)\ny = a * x\n"


@pytest.mark.parametrize(
    ("node", "number", "said"),
    [
        ("w", -1.67989736, "The sign is the other way round."),
        ("x", 0.76159, "That is a part: x is used 2 times, and what each use gives adds up."),
        ("z", 2.0, "The slope at a is forgotten: what passes there is multiplied by it."),
        ("a", 0.76159, "That takes a for the local derivative; see what is left of y when it"),
        ("w", 2.0, "That is the local derivative alone: it is multiplied by what comes from"),
        ("w", 0.83994868, "That is what comes from above alone: it is multiplied by the local"),
        ("w", 7.0, "Not yet: what comes from above, times the local derivative of the operation"),
        ("w", 1.67989736, "Right: dy/dw = 1.6799."),
        ("w", 1.68, "Right: dy/dw = 1.6799."),
    ],
)
def test_slips_are_told_by_their_numbers(browser, node, number, said):
    opened(browser, gb.run(code=CODE))
    typed = "" if said.startswith("Right") else f"dy/d{node} = {shown(number)}? "
    assert answer(browser, node, number).startswith(f"{typed}{said}".replace("-", "−"))


def test_hints_go_from_the_chain_to_the_numbers(browser):
    opened(browser, gb.run(code=CODE))
    answer(browser, "w", 7.0)
    hint = browser.driver.find_element(By.ID, "hint")
    said = []
    for _ in range(3):
        hint.click()
        said.append(text(browser, "told"))
    assert said == [
        "dy/dw = dy/dz · ∂z/∂w",
        "dy/dw = dy/dz · x",
        "dy/dw = 0.83995 · 2.0",
    ]
    answer(browser, "w", 1.68)
    assert text(browser, "score") == "1 of 4 right, 0 at the first try, 3 hints"


def test_other_inputs_are_another_quiz(browser):
    opened(browser, gb.run(code=CODE))
    answer(browser, "w", 1.68)
    browser.visit("frame=99&x=1.0")
    assert text(browser, "score") == "0 of 4 right, 0 at the first try, 0 hints"


def test_the_command_makes_a_quiz(tmp_path):
    (tmp_path / "a.py").write_text(CODE)
    ran = command("run", "a.py", "--quiz", "--formats", "html", cwd=tmp_path)
    assert ran.returncode == 0
    assert '"isQuiz":true' in (tmp_path / "a.html").read_text()
