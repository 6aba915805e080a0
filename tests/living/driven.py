"""Pages in a headless Chromium, driven as readers do: by keys, the pointer and the address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selenium.webdriver.common.action_chains import ActionChains

from graphviz_backprop.living import make_page

# What is seen on a frame: of each mark its kind, its text, and where the text stands.
_SEEN = """
const tidy = element => {
  const text = element.querySelector("text");
  if (!text) return [element.getAttribute("class").split(" ")[0], "", 0, 0];
  const left = +text.getAttribute("x"), width = +text.getAttribute("textLength");
  return [element.getAttribute("class").split(" ")[0], text.textContent,
          left + width / 2, +text.getAttribute("y")];
};
const isSeen = element => !element.closest(".off, .none");
const figure = document.getElementById("figure");
const marks = [...figure.querySelectorAll("[data-born]")].filter(isSeen);
const wires = marks.filter(mark => mark.dataset.wire);
const text = id => document.getElementById(id).textContent;
return {
  marks: marks.filter(mark => !mark.dataset.wire).map(tidy),
  wires: wires.map(wire => [wire.dataset.wire, wire.classList.contains("dim"),
                            wire.classList.contains("active")]),
  points: marks.filter(mark => mark.classList.contains("point"))
    .map(mark => ["cx", "cy"].map(key => +mark.children[0].getAttribute(key))),
  count: text("count"), sentence: text("sentence"), code: text("code"), remark: text("remark"),
  place: text("place"), trouble: text("trouble"),
};
"""
_STEP = """
document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "%s", bubbles: true}));
"""
_EVERY = f"""
const seen = () => {{ {_SEEN} }};
const all = [];
{_STEP % "Home"}
for (let k = 0; k < arguments[0]; k++) {{ all.push(seen()); {_STEP % "ArrowRight"} }}
return JSON.stringify(all);  // a text: of long lists the driver is slow
"""
_VISIT = """
const done = arguments[arguments.length - 1];
if ("#" + arguments[0] == location.hash) done();
else {
  addEventListener("hashchange", () => done(), {once: true});
  location.hash = arguments[0];
}
"""
_NUMBERS = """
const found = {value: {}, gradient: {}};
for (const element of document.querySelectorAll("[data-kind=value], [data-kind=gradient]")) {
  found[element.dataset.kind][element.dataset.node] = element.dataset.value ?? null;
}
return found;
"""

_TEXTS = """
return [...document.querySelectorAll("[data-kind=value], [data-kind=gradient]")]
  .filter(one => !one.closest(".off"))
  .map(one => [one.dataset.value, one.querySelector("text").textContent]);
"""


class Driven:
    """A browser with one page at a time."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self._folder = folder
        self._count = 0

    def open(self, movie, fragment: str = ""):
        """The page of a movie, and the rendering that it shows."""
        return self.open_page(make_page(movie.rendering), fragment)

    def open_page(self, page: str, fragment: str = "") -> None:
        self._count += 1
        path = self._folder / f"page{self._count}.html"
        path.write_text(page)
        self.driver.get(f"file://{path}{fragment}")

    def errors(self) -> list[str]:
        """What the browser complains of: errors of the script, breaches of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def seen(self):
        return self.driver.execute_script(_SEEN)

    def every_frame(self, count: int):
        return json.loads(self.driver.execute_script(_EVERY, count))

    def visit(self, fragment: str) -> None:
        """Another fragment of the address: a frame, and numbers for inputs."""
        self.driver.execute_async_script(_VISIT, fragment)

    def numbers(self):
        """The full values and gradients by the names of their nodes, as texts."""
        return self.driver.execute_script(_NUMBERS)

    def texts_of_numbers(self):
        """The full numbers that are seen, each with its text."""
        return self.driver.execute_script(_TEXTS)

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()
