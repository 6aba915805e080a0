"""Layout of 1,250 to 5,000 numbers in three shapes: processor time, the least of some rounds.

python -m tests.benchmarks.layouts

What is measured is all from the graph to the place of each number: names, sizes of texts, panels,
pages.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import graphviz_backprop as gb
from graphviz_backprop.figure import lay_out
from graphviz_backprop.storyboard import find_folding

SIZES = (1_250, 2_500, 5_000)
ROUNDS = 5


def chain(values: int) -> gb.Movie:
    """One operation after another."""
    x = gb.value("x", 0.5)
    y = x
    for k in range(values // 3):
        y = gb.tanh(y * gb.value(f"w{k}", 0.9))
    return gb.movie(gb.value("y", y))


def wide_sum(values: int) -> gb.Movie:
    """A few inputs, used again and again, in one sum of very many terms."""
    x = [gb.value(f"x{k}", 0.1 * k) for k in range(20)]
    total = x[0]
    for k in range((values - 40) // 4):
        total = total + gb.tanh(x[k % 20] * x[(7 * k + 1) % 20]) * float(k)
    return gb.movie(gb.value("y", total))


def layer(values: int) -> gb.Movie:
    """Neurons of 20 inputs, one beside the other, and a sum of all."""
    x = [gb.value(f"x{k}", 0.1 * (k % 7)) for k in range(20)]
    total = gb.value("c", 0.0)
    for j in range(values // 44):
        z = gb.value(f"b{j}", 0.1)
        for k in range(20):
            z = z + x[k] * gb.value(f"w{j}_{k}", 0.2)
        total = total + gb.tanh(z)
    return gb.movie(gb.value("y", total))


SHAPES: dict[str, Callable[[int], gb.Movie]] = {
    "a chain": chain,
    "a sum of very many terms": wide_sum,
    "a layer of neurons": layer,
}


def seconds(movie: gb.Movie) -> float:
    """Processor time of one layout of a graph that was never seen before."""
    rendering = movie.rendering
    backprop, theme = rendering.backprop, rendering.theme
    start = time.process_time()
    assert lay_out(backprop, theme, "stubs", None, find_folding(movie.graph))
    return time.process_time() - start


def main() -> None:
    """Print the rows."""
    seconds(layer(100))  # loads what is loaded once
    print("| shape | values | processor | for each value |\n|---|---:|---:|---:|")
    for name, make in SHAPES.items():
        for size in SIZES:
            movies = [make(size) for _ in range(ROUNDS)]
            count, least = len(movies[0].graph), min(map(seconds, movies))
            each = 1_000_000 * least / count
            print(f"| {name} | {count:,} | {1000 * least:.0f} ms | {each:.0f} µs |", flush=True)


if __name__ == "__main__":
    main()
