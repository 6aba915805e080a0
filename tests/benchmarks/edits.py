"""How large pages are, and how long an edit takes in a headless Chromium.

python -m tests.benchmarks.edits

An edit is one key in an input's field: computing, painting what is seen, and the browser's style
and layout. Of each page the edits are made on its last frame, where all numbers are seen.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import tempfile
from pathlib import Path

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.living import for_page, make_page
from tests.browser import browser
from tests.living.programs import PROGRAMS

_EDITS = 200
_RUN = """
const one = document.querySelector("[data-kind=value][role=spinbutton]"), all = [];
for (let k = 0; k < arguments[0]; k++) {
  const start = performance.now(), key = k % 20 < 10 ? "ArrowUp" : "ArrowDown";
  one.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  document.body.getBoundingClientRect();
  document.getElementById("figure").getBBox();
  all.push(performance.now() - start);
}
return all;
"""
_LAYER = """
import math
x = [0.1 * k - 0.4 for k in range({inputs})]
w = [[0.05 * ((3 * i + 5 * j) % 11) - 0.2 for i in range({inputs})] for j in range({units})]
b = [0.1 * j for j in range({units})]
loss = 0.0
for j in range({units}):
    z = sum(x[i] * w[j][i] for i in range({inputs})) + b[j]
    loss = loss + math.tanh(z) ** 2
"""


def pages():
    """The movies, by what they are called."""
    yield "a neuron", gb.run(EXAMPLES["neuron"])
    yield "2-3-1", PROGRAMS["2-3-1"].movie()
    yield "an LSTM cell", PROGRAMS["LSTM cell"].movie()
    for inputs, units in ((7, 5), (10, 11)):
        code = _LAYER.format(inputs=inputs, units=units)
        yield f"{inputs} inputs, {units} units", gb.run(code=code, level="element")


def main() -> None:
    """Print the table."""
    if not shutil.which("chromedriver"):
        print("No Chromium is installed.")
        return
    print("| page | values | KB | KB gzipped | an edit, ms | nine of ten are below, ms |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, browser(1280, 900) as driver:
        for name, movie in pages():
            page = make_page(movie.rendering).encode()
            path = Path(folder) / "page.html"
            path.write_bytes(page)
            driver.get("about:blank")
            driver.get(f"{path.as_uri()}#frame=9999")
            times = sorted(driver.execute_script(_RUN, _EDITS)[10:])
            count = len(for_page(movie.rendering).graph)
            sizes = f"{len(page) / 1000:.0f} | {len(gzip.compress(page)) / 1000:.0f}"
            middle, slow = statistics.median(times), times[len(times) * 9 // 10]
            print(f"| {name} | {count} | {sizes} | {middle:.1f} | {slow:.1f} |")


if __name__ == "__main__":
    main()
