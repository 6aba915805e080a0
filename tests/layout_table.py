"""What the layout does to a teacher's programs, beside every use as a wire and beside stock dot.

`python -m tests.layout_table` writes `docs/layout.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import graphviz_backprop as gb
from graphviz_backprop.figure import Scene, make_scene
from graphviz_backprop.figure.layout.graphviz_engine import lay_out_plain
from graphviz_backprop.graph import Graph
from graphviz_backprop.storyboard import make_storyboard
from tests.conftest import ROOT
from tests.layout_checks import cross, crossings, number_on_slide, upside_down
from tests.layout_graphs import PROGRAMS, movie_of_program, random_movie

PAGE = ROOT / "docs" / "layout.md"
RANDOM = 300
_INTRODUCTION = """# Where numbers stand

Made by `python -m tests.layout_table`. Crossings are pairs of wires of different values that cross;
*upside down* are operators into which a later operand comes from above an earlier one; px is the
height of a number where the whole figure is fitted into 1920 x 1080. *Wires* is `--shared wires`
on one page: every use of a value as a wire, in Graphviz's columns. *dot* is stock Graphviz
(`rankdir=LR ordering=in`), with straight lines between the middles of its nodes.

| program (values) | crossings: dot / wires / here | upside down: wires / here \
| width : height, wires / here | px: wires / here | panels | pages |
|---|---|---|---|---|---|---|
"""
_SHOWN = """
Where it is shown, each with a `--fit` of its own: px of a number, and pages.

| program | README, 800 px wide (`readme`) | slide, 1920 px (`16:9`) | phone, 390 px (`phone`) |
|---|---|---|---|
"""
_WIDTHS = {"readme": 800, "16:9": 1920, "phone": 390}
_RANDOM = """
Over {count} random graphs of {least} to {most} values: {before} crossings and {under} operators
upside down as wires, {after} and {still} here.
"""


def stock_crossings(graph: Graph) -> int:
    """How many lines of different values cross where stock dot places the nodes."""
    lines = ["digraph { rankdir=LR; ordering=in; node [shape=circle fixedsize=true];"]
    lines += [f"n{edge.producer} -> n{edge.consumer};" for edge in graph.edges]
    places = {}
    for line in lay_out_plain("\n".join([*lines, "}"])).splitlines():
        word, *rest = line.split()
        if word == "node":
            # In points, so that the check has the scale that it has elsewhere.
            places[rest[0]] = float(rest[1]) * 72.0, float(rest[2]) * 72.0
    pieces = [
        (edge.producer, (places[f"n{edge.producer}"], places[f"n{edge.consumer}"]))
        for edge in graph.edges
    ]
    pairs = combinations(pieces, 2)
    return sum(one[0] != other[0] and cross(one[1], other[1]) for one, other in pairs)


def row(name: str) -> str:
    """A line of the table."""
    movie = movie_of_program(name)
    here, wires = _scenes(movie)
    panels = sum(mark.kind == "panel" for mark in here.marks)
    return (
        f"| {name} ({len(movie.graph)}) "
        f"| {stock_crossings(movie.graph)} / {len(crossings(wires))} / {len(crossings(here))} "
        f"| {len(upside_down(wires))} / {len(upside_down(here))} "
        f"| {wires.width / wires.height:.1f} / {here.width / here.height:.1f} "
        f"| {number_on_slide(wires):.1f} / {number_on_slide(here):.1f} | {max(1, panels)} "
        f"| {1 + max(here.pages, default=0)} |"
    )


def shown(name: str) -> str:
    """A line of the second table."""
    cells = [name]
    for fit, width in _WIDTHS.items():
        rendering = movie_of_program(name).replace(sequence="book", fit=fit).rendering
        pixels = rendering.theme.sizes.number * width / rendering.scene.width
        count = 1 + max(rendering.scene.pages, default=0)
        cells.append(f"{pixels:.1f}" + (f", {count} pages" if count > 1 else ""))
    return f"| {' | '.join(cells)} |"


def _scenes(movie: gb.Movie) -> tuple[Scene, Scene]:
    """The figure here, and with every use as a wire on one page, however small."""
    book = movie.replace(sequence="book").rendering
    wires = make_scene(make_storyboard(book.backprop, "book"), book.theme)
    return book.scene, wires


def page() -> Iterator[str]:
    """The lines of the page."""
    yield _INTRODUCTION.rstrip("\n")
    yield from map(row, PROGRAMS)
    yield _SHOWN.rstrip("\n")
    yield from map(shown, PROGRAMS)
    sizes, counts = [], [0, 0, 0, 0]
    for seed in range(RANDOM):
        movie = random_movie(seed)
        here, wires = _scenes(movie)
        sizes.append(len(movie.graph))
        found = crossings(wires), upside_down(wires), crossings(here), upside_down(here)
        counts = [count + len(one) for count, one in zip(counts, found, strict=True)]
    before, under, after, still = counts
    yield _RANDOM.format(
        count=RANDOM,
        least=min(sizes),
        most=max(sizes),
        before=before,
        under=under,
        after=after,
        still=still,
    ).rstrip("\n")


if __name__ == "__main__":
    PAGE.write_text("\n".join(page()) + "\n")
