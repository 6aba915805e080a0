"""What a page says of a number: what made it, its derivation, its line of code."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from tests.living.programs import PROGRAMS

pytestmark = pytest.mark.long  # a browser takes its time for each


def element(browser, kind, node):
    return browser.driver.find_element(By.CSS_SELECTOR, f'[data-kind="{kind}"][data-node="{node}"]')


def text(browser, name):
    return browser.driver.execute_script(
        "return document.getElementById(arguments[0]).textContent", name
    )


def lit(browser):
    """Which numbers are lit up, by where they stand."""
    return browser.driver.execute_script("""
        const center = box => [+box.getAttribute("x") + +box.getAttribute("width") / 2,
                               +box.getAttribute("y")];
        const lights = [...document.querySelectorAll("#lights rect")].map(center);
        return [...document.querySelectorAll("[data-kind]")].filter(one => {
          const text = one.querySelector("text"), box = text.getAttribute("x");
          const x = +box + +text.getAttribute("textLength") / 2, y = +text.getAttribute("y");
          const size = +text.getAttribute("font-size");
          return !one.closest(".off") && lights.some(([a, b]) =>
            Math.abs(a - x) < 0.1 && Math.abs(b - y + 0.95 * size) < 0.1);
        }).map(one => `${one.dataset.kind} ${one.dataset.node}`);
    """)


def point_at(browser, one):
    ActionChains(browser.driver).move_to_element(one).perform()


def test_a_value_shows_its_operands(browser):
    browser.open(gb.run(EXAMPLES["neuron"]), "#frame=16")
    point_at(browser, element(browser, "value", "z"))
    assert text(browser, "origin") == "z = −3.0 + 2.0 + 6.0 + 1.0 = 6.0"
    assert set(lit(browser)) == {"value z", "value xw0", "value xw1", "value xw2", "value b"}
    browser.visit("frame=16&b=-2")
    point_at(browser, element(browser, "value", "y"))
    assert text(browser, "origin") == "y = max(3.0, 0) = 3.0"


def test_a_gradient_shows_its_factors_by_focus_too(browser):
    browser.open(gb.run(EXAMPLES["neuron"]), "#frame=16")
    one = element(browser, "gradient", "x[0]")
    browser.driver.execute_script("arguments[0].focus()", one)
    assert text(browser, "origin") == "drelu_dx0 = (−3.0) * 1.0 = −3.0"
    assert set(lit(browser)) == {"gradient x[0]", "value w[0]", "gradient xw0"}


def test_a_shared_value_lights_up_everywhere_and_its_sum_is_spelled_out(browser):
    browser.open(PROGRAMS["2-3-1"].movie(), "#frame=40")
    point_at(browser, element(browser, "gradient", "x[0]"))
    said = text(browser, "origin")
    assert said.startswith("dy/dx[0] = ")
    assert said.count(" + ") == 2
    assert lit(browser).count("contribution x[0]") == 2


def test_a_click_on_a_gradient_opens_its_derivation(browser):
    browser.open(gb.run(EXAMPLES["neuron"]), "#frame=16&w[0]=-4")
    element(browser, "gradient", "x[0]").click()
    lines = text(browser, "derived")
    assert "∂y/∂x[0] = dy/dz · ∂z/∂xw0 · ∂xw0/∂x[0]" in lines
    assert "∂xw0/∂x[0] = w[0] = −4.0" in lines
    assert "drelu_dx0 = (1. if z > 0 else 0.) * 1 * w[0]" in lines
    assert "drelu_dx0 = 1.0 × 1.0 × (−4.0) = −4.0" in lines.replace("(-4.0)", "(−4.0)")
    browser.press(Keys.ESCAPE)
    assert not browser.driver.find_element(By.ID, "derivation").is_displayed()


def test_the_derivation_of_a_value_with_several_ways(browser):
    movie = gb.run(code="import math\nx = 2.0\nw = 0.5\ny = math.tanh(x * w) * x\n")
    browser.open(movie, "#frame=9")
    element(browser, "gradient", "x").click()
    lines = text(browser, "derived")
    chain = "∂y/∂(tanh(x * w)) · d(tanh(x * w))/d(x * w) · ∂(x * w)/∂x"
    assert f"∂y/∂x = ∂y/∂x + {chain}" in lines
    assert "dy/dx = 0.76159 + 2.0 × 0.41997 × 0.5 = 1.1816" in lines


def current_lines(browser):
    return browser.driver.execute_script(
        "return [...document.querySelectorAll('.line.current')].map(one => one.dataset.number)"
    )


def test_the_code_stands_beside_the_figure_and_leads_to_its_steps(browser):
    browser.open(gb.run(EXAMPLES["neuron"]), "#frame=11")
    assert current_lines(browser) == ["9", "24"]
    line = browser.driver.find_element(By.CSS_SELECTOR, '.line[data-number="17"]')
    line.click()
    assert browser.seen()["count"] == "Backward 2 of 12"
    assert current_lines(browser) == ["13", "17"]
    browser.driver.execute_script("arguments[0].focus()", line)
    browser.press(Keys.HOME)
    browser.press(Keys.ENTER)
    assert browser.seen()["count"] == "Backward 2 of 12"
    shown = browser.driver.find_element(By.ID, "listing").text
    assert "drelu_dx0 = drelu_dxw0 * w[0]" in shown


def turned_lines(browser):
    return browser.driver.execute_script(
        "return [...document.querySelectorAll('.line.turned')].map(one => one.dataset.number)"
    )


def test_the_line_that_would_go_the_other_way_is_marked(browser):
    code = "x = 2.0\nw = 0.5\nz = x * w\nif z > 0:\n    z = z * 3.0\ny = 1 / z\n"
    browser.open(gb.run(code=code), "#frame=0")
    assert turned_lines(browser) == []
    browser.visit("frame=0&x=-1")
    assert turned_lines(browser) == ["4"]
    browser.visit("frame=0&x=1.0")
    assert turned_lines(browser) == []


def test_the_line_that_would_stop_is_marked(browser):
    browser.open(gb.run(code="x = 2.0\nw = 4.0\ny = x / w\n"), "#frame=1&w=0")
    assert turned_lines(browser) == ["3"]


@pytest.mark.parametrize("name", ["LSTM cell", "guard"])
def test_of_a_function_in_a_long_file_its_own_lines_are_shown(browser, name):
    movie = PROGRAMS[name].movie()
    browser.open(movie)
    shown = browser.driver.find_element(By.ID, "listing").text
    assert f"def {PROGRAMS[name].function.__name__}(" in shown
    assert "def attention" not in shown
    assert "PROGRAMS" not in shown
    assert "gb.trace" not in shown


def test_code_that_is_markup_is_text(browser):
    code = 'x = 2.0\nname = "</script><img src=x onerror=alert(1)>"\ny = x * 3.0\n'
    browser.open(gb.run(code=code))
    assert browser.errors() == []
    assert "</script><img" in browser.driver.find_element(By.ID, "listing").text
    assert browser.driver.execute_script("return document.images.length") == 0
