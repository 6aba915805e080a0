"""What is seen of a page on paper, on a phone, and of the code beside the figure."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import graphviz_backprop as gb
from tests.living.programs import PROGRAMS

pytestmark = pytest.mark.long  # a browser takes its time for each

WIDE = (
    "import math\nx, w, b = 0.8, 1.5, -0.3\nz = x * w + b\np = 1 / (1 + math.exp(-z))\n"
    + "# a remark\n" * 30
    + "loss = -math.log(p) * 2.0\n"
)
_BOX = """
const box = document.querySelector(arguments[0]).getBoundingClientRect();
return [box.left, box.top, box.right, box.bottom];
"""


@contextmanager
def on_a_phone(browser):
    """A narrow screen with touch."""
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    touch = {"enabled": True, "maxTouchPoints": 5}
    browser.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", touch)
    try:
        yield
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def box_of(browser, selector):
    return browser.driver.execute_script(_BOX, selector)


def touch(browser, kind, *points):
    places = [{"x": x, "y": y} for x, y in points]
    browser.driver.execute_cdp_cmd(
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": places}
    )


@pytest.mark.parametrize("name", ["neuron", "LSTM cell"])
def test_on_paper_the_whole_width_is_seen(browser, name):
    browser.open(PROGRAMS[name].movie(), "#frame=99")
    metrics = {"width": 718, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        left, _, right, _ = box_of(browser, "#figure")
        assert 0 <= left < right <= 718
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_a_phone_each_step_comes_into_sight(browser):
    with on_a_phone(browser):
        movie = PROGRAMS["neuron"].movie()
        browser.open(movie)
        around, boxes = box_of(browser, ".scroll"), []
        for _ in movie.frames:
            if any(mark[0] == "calculation" for mark in browser.seen()["marks"]):
                boxes.append(box_of(browser, "#figure .calculation:not(.off)"))
            browser.driver.execute_script("document.getElementById('next').click()")
        assert len(boxes) > 5
        for left, _, right, _ in boxes:
            assert around[0] - 1 <= left < right <= around[2] + 1


def test_a_finger_drags_a_number_and_types_one(browser):
    with on_a_phone(browser):
        browser.open(PROGRAMS["neuron"].movie(), "#frame=0")
        name = '[data-kind=value][data-node="x[0]"]'
        left, top, right, bottom = box_of(browser, name)
        x, y = (left + right) / 2, (top + bottom) / 2
        touch(browser, "touchStart", (x, y))
        for way in range(0, 51, 10):
            touch(browser, "touchMove", (x + way, y))
        touch(browser, "touchEnd")
        assert browser.numbers()["value"]["x[0]"] == "1.5"
        touch(browser, "touchStart", (x, y))
        touch(browser, "touchEnd")
        assert browser.driver.find_element("id", "typed").get_attribute("inputmode") == "decimal"


def is_in_sight(browser, selector):
    """True if an element is seen in the window, and in the box of the code."""
    top, bottom = box_of(browser, selector)[1::2]
    outer = box_of(browser, "#listing")[1::2]
    height = browser.driver.execute_script("return innerHeight")
    return max(0, outer[0]) <= top + 1 and bottom <= min(height, outer[1]) + 1


def test_the_current_line_of_a_long_file_is_in_sight(browser):
    movie = gb.run(code=WIDE)
    browser.open(movie)
    current = "return document.querySelectorAll('.line.current').length"
    count = 0
    for _ in movie.frames:
        if browser.driver.execute_script(current):
            assert is_in_sight(browser, ".line.current")
            count += 1
        browser.press(Keys.ARROW_RIGHT)
    assert count > len(movie) / 2


def test_what_lights_up_is_above_its_panel(browser):
    browser.open(gb.run(code=WIDE), "#frame=99")
    element = browser.driver.find_element("css selector", '[data-kind=gradient][data-node="z"]')
    ActionChains(browser.driver).move_to_element(element).perform()
    covered = browser.driver.execute_script("""
        const lights = document.getElementById("lights");
        return [...document.querySelectorAll(".panel")].filter(one =>
          lights.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING).length;
    """)
    assert browser.driver.execute_script("return document.querySelectorAll('.panel').length") > 0
    assert covered == 0


def test_who_uses_keys_can_skip_the_numbers(browser):
    browser.open(PROGRAMS["2-3-1"].movie())
    browser.press(Keys.TAB)
    assert browser.driver.switch_to.active_element.get_attribute("id") == "skip"
    browser.press(Keys.ENTER)
    assert browser.driver.switch_to.active_element.get_attribute("id") == "next"
