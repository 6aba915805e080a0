"""Pages without a mouse or a screen: axe finds nothing, and what has come to rest is said once."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest
from selenium.webdriver.common.keys import Keys

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from tests.living.figures_of_frames import NUMBERS
from tests.living.programs import PROGRAMS

pytestmark = pytest.mark.long  # a browser takes its time for each

PAGES = {
    "neuron": lambda: gb.run(EXAMPLES["neuron"]),
    "quiz": lambda: gb.run(EXAMPLES["neuron"]).replace(quiz=True),
    "2-3-1": lambda: PROGRAMS["2-3-1"].movie(),
    "arrays": lambda: gb.run(EXAMPLES["network"]),
    "flipped guard": lambda: PROGRAMS["guard"].movie(),
}
_RUN = """
const done = arguments[arguments.length - 1];
document.querySelectorAll("details").forEach(one => one.open = true);
axe.run(document, {resultTypes: ["violations"]}).then(found => done(found.violations.map(one =>
  `${one.id}: ${one.nodes[0].html.slice(0, 200)}`)));
"""


def violations(browser):
    pytest.importorskip("axe_core_python")
    script = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    # Past the page's policy, which lets no script in.
    browser.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
    return browser.driver.execute_async_script(_RUN)


DARK = ("neuron", "quiz")
LARGE = ("2-3-1", "arrays")


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        *((name, "light") for name in PAGES if name not in LARGE),
        *((name, "dark") for name in DARK),
        *(pytest.param(name, "light", marks=pytest.mark.long) for name in LARGE),
    ],
)
def test_axe_finds_nothing(browser, name, scheme):
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.open(PAGES[name](), "#frame=99&x=-1")
    assert violations(browser) == []


def test_axe_finds_nothing_where_a_number_is_typed_or_derived(browser):
    browser.open(PAGES["neuron"](), "#frame=99")
    for selector, keys in (
        ("[role=spinbutton]", (Keys.ENTER, "none", Keys.ENTER)),
        ("[data-kind=gradient]", (Keys.ENTER,)),
    ):
        one = browser.driver.find_element("css selector", selector)
        browser.driver.execute_script("arguments[0].focus()", one)
        browser.press(*keys)
        assert violations(browser) == []
        browser.press(Keys.ESCAPE)


def test_axe_would_find_a_button_without_a_name(browser):
    browser.open(PROGRAMS["square"].movie())
    browser.driver.execute_script("document.getElementById('next').removeAttribute('aria-label')")
    assert [one.partition(":")[0] for one in violations(browser)] == ["button-name"]


def test_what_has_come_to_rest_is_said_once(browser):
    browser.open(PAGES["neuron"]())
    browser.driver.execute_script("""
        window.said = [];
        new MutationObserver(() => said.push(document.getElementById("live").textContent))
          .observe(document.getElementById("live"), {childList: true, characterData: true});
    """)
    time.sleep(0.7)
    browser.driver.execute_script("said.length = 0")
    browser.press(*[Keys.ARROW_RIGHT] * 6)
    time.sleep(0.9)
    (said,) = browser.driver.execute_script("return said")
    assert said.startswith("Backward 2 of 12. z gets the slope of the ReLU function")


def test_every_visible_number_has_a_name_and_can_have_the_focus(browser):
    browser.open(PAGES["2-3-1"](), "#frame=99")
    unnamed = browser.driver.execute_script("""
        return [...document.querySelectorAll("#figure g:not(.off) > text")]
          .map(text => text.parentNode)
          .filter(one => !one.getAttribute("aria-label") || one.getAttribute("tabindex") != "0")
          .map(one => one.outerHTML);
    """)
    assert unnamed == []


@pytest.mark.parametrize("frame", [0, 9, 99])
def test_what_is_read_out_is_what_is_seen(browser, frame):
    browser.open(PAGES["2-3-1"](), f"#frame={frame}")
    tree = browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    found = [
        (node["role"]["value"], node["name"]["value"])
        for node in tree
        if not node["ignored"] and node["role"]["value"] in ("button", "spinbutton", "image", "img")
    ]
    assert all(name for _, name in found)
    seen = [mark for mark in browser.seen()["marks"] if mark[0] in NUMBERS]
    controls = browser.driver.execute_script(
        "return [...document.querySelectorAll('button, #listing [role=button]')]"
        ".filter(one => one.checkVisibility()).length"
    )
    assert len(found) == len(seen) + controls


@pytest.mark.parametrize("width", [390, 1280])
def test_the_figure_scrolls_and_the_page_does_not(browser, width):
    metrics = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        browser.open(PROGRAMS["LSTM cell"].movie())
        assert browser.driver.execute_script(
            "return document.documentElement.scrollWidth <= innerWidth"
        )
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
