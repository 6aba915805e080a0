"""Pages in Chromium: what they show is the figure, and stays right when numbers change."""

from __future__ import annotations

from urllib.parse import quote

import numpy as np
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.living import for_page
from tests.conftest import command, movie_of
from tests.layout_graphs import movie_of_program
from tests.living.figures_of_frames import caption_of, marks_of, points_of, wires_of
from tests.living.programs import PROGRAMS, most_are_long

NEAR = 0.02  # points


def assert_same_frames(browser, rendering):
    """Every frame shows the marks of its SVG, its wires, its points and its caption."""
    frames = rendering.storyboard.frames
    pictures = browser.every_frame(len(frames))
    assert browser.errors() == []
    for frame, picture in zip(frames, pictures, strict=True):
        assert_same_picture(picture, rendering, frame)
    return pictures


def assert_same_picture(picture, rendering, frame):
    expected = sorted(marks_of(rendering, frame.index))
    found = sorted(tuple(mark) for mark in picture["marks"] if mark[0] not in ("point", "tangent"))
    assert [mark[:2] for mark in found] == [mark[:2] for mark in expected]
    for one, other in zip(found, expected, strict=True):
        assert one[2:] == pytest.approx(other[2:], abs=NEAR)
    assert {tuple(wire) for wire in picture["wires"]} == wires_of(rendering, frame.index)
    points = points_of(rendering, frame.index)
    assert sorted(map(tuple, picture["points"])) == [
        pytest.approx(point, abs=NEAR) for point in sorted(points)
    ]
    assert {key: picture[key] for key in caption_of(frame)} == caption_of(frame)
    assert picture["trouble"] == ""


@pytest.mark.parametrize("name", most_are_long())
def test_every_frame_is_its_svg(browser, name):
    movie = PROGRAMS[name].movie()
    browser.open(movie)
    assert_same_frames(browser, for_page(movie.rendering))


@pytest.mark.long
def test_of_several_pages_each_frame_shows_its_own(browser):
    movie = movie_of_program("8-8-1 in lists")
    assert movie.rendering.scene.pages
    browser.open(movie)
    assert_same_frames(browser, for_page(movie.rendering))


def test_the_check_of_frames_can_fail(browser):
    movie, other = PROGRAMS["neuron"].movie(), PROGRAMS["dead ReLU"].movie()
    browser.open(movie)
    with pytest.raises(AssertionError):
        assert_same_frames(browser, for_page(other.rendering))


def test_an_input_is_typed_stepped_and_dragged(browser):
    browser.open(movie_of("neuron"))
    field = browser.driver.find_element(By.CSS_SELECTOR, '[data-kind=value][data-node="x[0]"]')
    browser.driver.execute_script("arguments[0].focus()", field)
    browser.press(Keys.ARROW_UP)
    assert field.get_attribute("data-value") == "1.1"
    with_shift = ActionChains(browser.driver).key_down(Keys.SHIFT).send_keys(Keys.ARROW_DOWN)
    with_shift.key_up(Keys.SHIFT).perform()
    assert field.get_attribute("data-value") == "0.1"
    browser.press(Keys.ENTER, "-2.5", Keys.ENTER)
    assert field.get_attribute("data-value") == "-2.5"
    assert browser.numbers()["value"]["xw0"] == "7.5"
    browser.press(Keys.ENTER, "2", Keys.ARROW_UP, Keys.ARROW_UP)  # also while it is typed
    assert field.get_attribute("data-value") == "2.2"
    browser.press(Keys.ESCAPE)
    assert field.get_attribute("data-value") == "-2.5"
    ActionChains(browser.driver).click_and_hold(field).move_by_offset(50, 0).release().perform()
    assert field.get_attribute("data-value") == "-2.0"
    assert browser.numbers()["gradient"]["w[0]"] == "-2.0"
    browser.driver.find_element(By.ID, "reset").click()
    assert field.get_attribute("data-value") == "1.0"
    assert browser.errors() == []


def test_the_steps_by_keys_buttons_and_slider(browser):
    browser.open(movie_of("neuron"))

    def count():
        return browser.seen()["count"]

    assert count() == "Forward 1 of 5"
    browser.press(Keys.ARROW_RIGHT)
    assert count() == "Forward 2 of 5"
    browser.press(Keys.END)
    assert count() == "Backward 12 of 12"
    browser.press(Keys.HOME)
    assert count() == "Forward 1 of 5"
    browser.driver.find_element(By.ID, "last").click()
    browser.driver.find_element(By.ID, "previous").click()
    assert count() == "Backward 11 of 12"
    browser.press(Keys.SPACE)  # the button's own key
    browser.driver.execute_script(
        "const bar = document.getElementById('bar'); bar.value = 5;"
        "bar.dispatchEvent(new Event('input'))"
    )
    assert count() == "Backward 1 of 12"
    browser.driver.execute_script("document.activeElement.blur()")
    browser.press(Keys.SPACE)
    assert browser.driver.find_element(By.ID, "play").get_attribute("aria-label") == "Pause"
    browser.press(Keys.SPACE)


def test_a_link_carries_frame_and_edits(browser):
    browser.open(movie_of("neuron"), "#frame=16&x[0]=2.5&w%5B0%5D=-1.0")
    assert browser.seen()["count"] == "Backward 12 of 12"
    assert browser.numbers()["value"]["xw0"] == "-2.5"
    browser.driver.find_element(By.ID, "link").click()
    address = browser.driver.current_url
    assert address.endswith("#frame=16&x%5B0%5D=2.5&w%5B0%5D=-1.0")


def test_a_flipped_guard_hides_the_numbers_and_says_what_to_run(browser, tmp_path):
    code = "x = 3.0\nw = 0.5\nz = x * w\nif z > 0:\n    y = z * 2.0\nelse:\n    y = z * 0.1\n"
    (tmp_path / "leaky.py").write_text(code)
    movie = gb.run(tmp_path / "leaky.py")
    browser.open(movie, "#frame=2&x=-1")
    said = "With these numbers z > 0 on line 4 would go the other way: "
    assert browser.seen()["trouble"] == f"{said}your code would compute something else."
    assert set(browser.numbers()["gradient"].values()) == {None}
    assert browser.numbers()["value"] == {"x": "-1.0", "w": "0.5", "z": None, "y": None}
    text = browser.driver.find_element(By.ID, "command").text
    assert text == "graphviz-backprop run leaky.py --set 'x=-1.0' --formats html"
    other = command("run", "leaky.py", "--set", "x=-1.0", "--formats", "html", cwd=tmp_path)
    assert other.returncode == 0
    browser.open_page((tmp_path / "leaky.html").read_text(), "#frame=2")
    assert browser.numbers()["gradient"]["x"] == "0.05"
    browser.visit("frame=2&x=2.0")
    assert browser.seen()["trouble"].startswith(said)
    browser.visit("frame=2&x=-3.0")
    assert browser.seen()["trouble"] == ""


def test_an_error_of_the_code_is_said(browser):
    movie = gb.run(code="x = 2.0\nw = 4.0\ny = x / w\n")
    browser.open(movie, "#frame=1&w=0")
    assert browser.seen()["trouble"] == (
        "With these numbers your code stops at line 3: ZeroDivisionError, division by zero."
    )


def what_if(browser):
    return [
        browser.driver.execute_script(f"return document.getElementById('{name}').textContent")
        for name in ("whatpromised", "whathappens")
    ]


def test_a_step_against_the_gradients_and_what_it_promises(browser):
    browser.open(movie_of("neuron"))
    browser.driver.find_element(By.CSS_SELECTOR, "#whatif summary").click()
    # A browser tells the page that it is open some time after the click.
    WebDriverWait(browser.driver, 10).until(lambda _: what_if(browser)[0])
    # The parameters are w and b: 1 + 4 + 9 + 1 = 15 times the rate of 0.01.
    assert what_if(browser) == [
        "The gradients promise that y falls by 0.15.",
        "y goes from 6.0 to 5.85: it falls by 0.15.",
    ]
    assert "w[0], w[1], w[2] and b" in browser.driver.find_element(By.ID, "whatif").text
    set_rate = (
        "const rate = document.getElementById('rate'); rate.value = arguments[0];"
        "rate.dispatchEvent(new Event('input'))"
    )
    browser.driver.execute_script(set_rate, 0)
    assert what_if(browser) == [
        "The gradients promise that y falls by 15.0.",
        "y goes from 6.0 to 0.0: it falls by 6.0.",
    ]
    browser.driver.execute_script(set_rate, -2)
    browser.driver.find_element(By.ID, "takestep").click()
    values = browser.numbers()["value"]
    found = [float(values[name]) for name in ("w[0]", "w[1]", "w[2]", "b", "y")]
    assert found == pytest.approx([-3.01, -0.98, 1.97, 0.99, 5.85])
    assert [values[name] for name in ("x[0]", "x[1]", "x[2]")] == ["1.0", "-2.0", "3.0"]


def test_a_step_over_a_guard_is_said(browser):
    movie = PROGRAMS["guard"].movie()
    browser.open(movie, "#frame=3&x=0.01&w=0.01")
    browser.driver.find_element(By.CSS_SELECTOR, "#whatif summary").click()
    browser.driver.execute_script(
        "const rate = document.getElementById('rate'); rate.value = 0;"
        "rate.dispatchEvent(new Event('input'))"
    )
    promised, happens = what_if(browser)
    assert promised.startswith("The gradients promise that y falls by")
    assert "would go the other way" in happens
    assert browser.numbers()["value"]["y"] == "0.0002"


def test_a_comparison_after_the_output_does_not_hide_its_numbers(browser):
    """The gradient by hand has its own `if z > 0`, which steers nothing of the forward pass."""
    browser.open(gb.run(EXAMPLES["neuron"]), "#frame=6&b=-9")
    seen = browser.seen()
    assert seen["trouble"] == ""
    assert seen["sentence"] == "The ReLU function lets nothing through: z gets 0.0 × 1.0 = 0.0"
    assert browser.numbers()["gradient"]["x[0]"] == "0.0"


ARRAYS = """
import numpy as np
x = [[1.0, 2.0], [0.5, -1.5]]
w = np.array([[0.2, -0.4], [0.6, 0.1]])
b = np.array([0.1, -0.2])
k = 2.0
loss = np.sum(np.maximum(0, np.dot(x, w) * k + b))
"""


@pytest.mark.parametrize("level", [None, "element"])
def test_the_inputs_as_python_are_what_the_code_can_use(browser, level):
    browser.open(gb.run(code=ARRAYS, level=level), f"#frame=0&{quote('b[1]')}=0.75")
    browser.driver.execute_script(
        "navigator.clipboard.writeText = text => { copied = text; return Promise.resolve(); }"
    )
    browser.driver.execute_script("document.getElementById('python').click()")
    found = {"np": np}
    exec(browser.driver.execute_script("return copied"), found)
    assert {name: type(found[name]) for name in "wbk"} == {
        "w": np.ndarray,
        "b": np.ndarray,
        "k": float,
    }
    assert found["b"].tolist() == [0.1, 0.75]
    assert found["x"] == [[1.0, 2.0], [0.5, -1.5]]
