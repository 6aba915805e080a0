"""The step of each file's first wrong derivative as a figure, for the report of `check --html`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, replace

from graphviz_backprop.check_beside import judged_lines
from graphviz_backprop.checking.reports.check_page import STEP, Picture
from graphviz_backprop.checking.verdict import WRONG, Checked, Verdict
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure import Mark, Rect
from graphviz_backprop.graph import Captured, Graph
from graphviz_backprop.isolation.interpreter import OWN, find_interpreter
from graphviz_backprop.isolation.running import Running
from graphviz_backprop.levels import View
from graphviz_backprop.limits import Limits
from graphviz_backprop.movies import Movie
from graphviz_backprop.paint import Vector
from graphviz_backprop.sources import choose_cells, read_program
from graphviz_backprop.storyboard import Frame
from graphviz_backprop.themes import THEMES
from graphviz_backprop.typesetting import using

_CAPTURE = "graphviz_backprop.checking.watching.without_a_trace:capture_without_traces"
_MOST_VALUES = 400  # of a graph that is drawn
_AROUND = 14.0
_LEFT_OUT = frozenset(("caption", "detail", "end_gradients"))
_OF_STEP = frozenset(("calculation", "struck", "struck_factor", "active", "outer", "source"))
_GLYPH = re.compile(r'<path id="(g\w+)" [^>]*/>\n?')
_GROUP = re.compile(r'<g id="m\d+"')
_SIZE = re.compile(r'width="[^"]*" height="[^"]*" viewBox="[^"]*"')


def pictures_of_wrong_steps(
    found: Mapping[str, Checked],
    cells: str | None,
    limits: Limits,
    python: str | None,
    jobs: int = 1,
) -> dict[str, Picture]:
    """Draw for each file the step of its first wrong derivative, where a figure has it.

    The code runs once more for it, without traces.

    Args:
        found: the findings by the files' paths.
        cells: which cells run.
        limits: for each file.
        python: another Python that runs the code.
        jobs: how many files run side by side.
    """
    wrong = [path for path, checked in found.items() if checked.of_kind(WRONG)]
    with ThreadPoolExecutor(jobs) as pool:
        captured = list(pool.map(lambda path: _captured(path, cells, limits, python), wrong))
    pictures: dict[str, Picture] = {}
    known: set[str] = set()  # glyphs of earlier figures
    for path, graphs in zip(wrong, captured, strict=True):
        with suppress(BackpropError):  # too large to draw: the report goes without
            picture = _picture(graphs, found[path], known)
            if picture is not None:
                pictures[path] = picture
    return pictures


def _captured(path: str, cells: str | None, limits: Limits, python: str | None) -> list[Graph]:
    """The graphs of all passes, the one that would be drawn first; none where there is no graph."""
    graphs: list[Graph] = []
    with suppress(BackpropError):
        program = read_program(path)
        if cells is not None:
            program = choose_cells(program, cells)
        interpreter = OWN if python is None else find_interpreter(python, None)
        for choice in ("explained", "all"):
            with Running(program, limits, None, None, interpreter) as running:
                running.call(_CAPTURE, program, None, choice, View.wanted(None, (), None))
                captured: Captured = running.result()
            graphs += captured.graphs
    return graphs


def _picture(graphs: Iterable[Graph], checked: Checked, known: set[str]) -> Picture | None:
    """The first figure that has a wrong derivative; the first wrong one before all others."""
    judged = tuple(judged_lines(checked))
    first, *_ = checked.of_kind(WRONG)
    movies = [
        Movie(replace(graph, judged=judged), background=None)
        for graph in graphs
        if len(graph) <= _MOST_VALUES
    ]
    for movie in movies:
        for frame in movie.frames:
            if _shows(frame, first):
                return _drawn(movie, frame, known)
    for movie in movies:
        for frame in movie.frames:
            if any(not one.is_right for one in frame.caption.by_hand):
                return _drawn(movie, frame, known)
    return None


def _shows(frame: Frame, verdict: Verdict) -> bool:
    places = [(one.place.cell, one.place.line) for one in frame.caption.by_hand if not one.is_right]
    return (verdict.cell, verdict.line) in places


def _drawn(movie: Movie, frame: Frame, known: set[str]) -> Picture:
    """The figure without its caption, cut to its ink, and the caption's lines.

    Glyphs that an earlier figure of the page brings are left out; their names are hashes.
    """
    scene = movie.rendering.scene
    marks = tuple(mark for mark in scene.marks if mark.kind not in _LEFT_OUT)
    alive = [mark for mark in scene.alive(frame.index) if mark.kind not in _LEFT_OUT]
    around = _around(alive).grown(_AROUND)
    steps = [mark for mark in alive if mark.kind in _OF_STEP]
    has_panel = any(node.is_array for node in movie.graph.nodes)  # far from the step
    near = "" if has_panel or not steps else _view(_around(steps).grown(2 * _AROUND))
    with using(scene.fonts):
        vector = Vector(replace(scene, marks=marks))
        svg = vector.document(frame.index, movie.rendering.frame_title(frame), frame.alt)
    svg = svg.replace("</defs>", f'</defs><g id="{STEP}">', 1).replace("</svg>", "</g></svg>")
    svg = _GROUP.sub("<g", _SIZE.sub(f'viewBox="{_view(around)}"', svg, count=1))

    def once(glyph: re.Match[str]) -> str:
        is_known = glyph[1] in known
        known.add(glyph[1])
        return "" if is_known else glyph[0]

    caption = frame.caption
    lines = (f"{caption.count}: {caption.sentence}.", caption.code, *caption.judged)
    width = round(around.right - around.left)
    return Picture(_GLYPH.sub(once, svg), tuple(line for line in lines if line), width, near)


def _view(rect: Rect) -> str:
    size = rect.right - rect.left, rect.bottom - rect.top
    return " ".join(f"{number:.2f}" for number in (rect.left, rect.top, *size))


def _around(marks: Iterable[Mark]) -> Rect:
    boxes = [mark.box for mark in marks]
    rect = boxes[0]
    for box in boxes[1:]:
        rect = rect.union(box)
    return rect


def colors_by_night() -> str:
    """The style that gives figures the colours of the dark theme where the screen is dark."""
    return "".join(_swaps())


def _swaps() -> Iterator[str]:
    day, night = (asdict(THEMES[name].colors) for name in ("book", "dark"))
    pairs = {color: night[key] for key, color in day.items()}
    for color, dark in pairs.items():
        for paint in ("fill", "stroke"):
            yield f'[{paint}="{color}"]{{{paint}:{dark}}}'
