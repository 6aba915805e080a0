"""The page itself: one file without anything from elsewhere, whose script and style are hashed."""

from __future__ import annotations

import base64
import hashlib
import html
from importlib.resources import files
from typing import Any

from graphviz_backprop.figure import Scene
from graphviz_backprop.living.code_listing import CodeListing
from graphviz_backprop.living.colors import color_rules
from graphviz_backprop.living.computed import STILL, computed, script_data
from graphviz_backprop.living.operations import operations
from graphviz_backprop.living.origins import NO_ORIGINS, origins
from graphviz_backprop.living.picture import Picture
from graphviz_backprop.living.rendered import for_page, why_still
from graphviz_backprop.living.rules import TypesetRules
from graphviz_backprop.living.told import Quantities, Teller
from graphviz_backprop.paint import clean_text, compact
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import is_calculation, label
from graphviz_backprop.storyboard.texts.labels import listed
from graphviz_backprop.typesetting import using

MARKER = b"<!-- graphviz_backprop page -->"
_PARTS = ("python_numbers", "engine", "roundings", "guards", "captions", "picture", "steps")
_MORE = ("inputs", "sharing", "origins", "derivation", "what_if", "code", "quiz")
_START = "start"
_BY_NUMBERS = "Each number of the arrays stands by itself here, so that it can be changed."
_HELP = "← → step through the figures, Space plays."
_LIVE_HELP = (
    "Change an input (dotted line): drag it, click it and type, or step it with ↑ ↓ "
    "(with Shift ten times as far). Point at a number to see what made it; click a red one for "
    f"its derivation. {_HELP}"
)
_ABOVE_FOOT = 6.0
_LEAST_RATE, _RATE = -4, -2  # of a step, as powers of ten
_CODE_LETTER, _CODE_MARGIN, _WIDEST_CODE = 7.95, 70, 480  # pixels
_BESIDE = 72  # pixels around and between figure and code
_LEAST_SCALE = 0.9  # pixels per point: a number is 12 or 13 pixels high


def make_page(rendering: Rendering) -> str:
    """The page of a movie, whose numbers can be changed where JavaScript can compute them."""
    page = for_page(rendering)
    has_arrays = any(node.is_array for node in rendering.graph.nodes)
    note = _BY_NUMBERS if has_arrays and page is not rendering else ""
    with using(page.fonts):
        return _page(page, why_still(page.graph), note)


def _page(rendering: Rendering, still: str, note: str) -> str:
    quantities = Quantities()
    picture = Picture(rendering, quantities, not still)
    rules = TypesetRules(rendering, picture.outlines)
    drawn = _drawn(rendering, picture, rules)
    listing = CodeListing(() if rendering.quiz else rendering.graph.code, rendering.graph)
    data = _data(rendering, picture, rules, quantities, not still)
    for frame, one in zip(rendering.storyboard.frames, data["frames"], strict=True):
        consumers = (rendering.backprop.steps[step].edge.consumer for step in frame.steps)
        one["lines"] = listing.of_frame(frame, consumers)
    data["nodeLines"] = [] if still else [listing.at(n.place) for n in rendering.graph.nodes]
    guards = (guard for guard in rendering.graph.guards if guard.is_before_output)
    for one, guard in zip(data["guards"], guards, strict=False):
        one["line"] = listing.at(guard.place)
    ops = set() if still else {node.op for node in rendering.graph.operators()}
    script = "\n".join(
        [
            "'use strict';(() => {",
            f"const D = {script_data(data)};",
            *map(_part, _PARTS[:1]),
            operations(ops),
            *map(_part, (*_PARTS[1:], *_MORE, _START)),
            "})();",
        ]
    )
    sizes = _size_rule(data, listing.width)
    style = "\n".join([_part("page", "css"), sizes, color_rules(rendering.theme)])
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return _part("page", "html").format(
        marker=MARKER.decode(),
        policy=policy,
        title=_text(rendering.title),
        style=style,
        script=script,
        figure=drawn[0],
        rules=drawn[1],
        listing="".join(listing.elements),
        moved=_text(_listed(rendering, data["updates"])),
        rates=f'min="{_LEAST_RATE}" max="0" step="0.05" value="{_RATE}"',
        layout="with-code" if listing.elements else "",
        last=rendering.storyboard.last,
        still=_text(f"The numbers of this page can't be changed: {still}." if still else note),
        help=_LIVE_HELP if not still else _HELP,
        hidden=" hidden" if still else "",
    )


def _part(name: str, kind: str = "js") -> str:
    """A part of the page; of a script without its comments and indents, which no text in it has."""
    path = files("graphviz_backprop.living").joinpath("page_parts", f"{name}.{kind}")
    text = path.read_text(encoding="utf-8").rstrip("\n")
    if kind != "js":
        return text
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _text(text: str) -> str:
    return html.escape(clean_text(text))


def _drawn(rendering: Rendering, picture: Picture, rules: TypesetRules) -> tuple[str, str]:
    """The figure and the rules, whose outlines share their glyphs."""
    cut = "<!-- rules -->"
    whole = f"{chr(10).join(picture.elements)}{cut}{''.join(rules.elements)}"
    whole = picture.outlines.put_into(whole)
    glyphs = picture.outlines.glyphs()
    figure, rule = compact(f"<defs>{glyphs}</defs>{whole}").split(cut)
    return figure, rule


def _listed(rendering: Rendering, nodes: list[int]) -> str:
    """The names of the inputs that a step moves."""
    graph = rendering.graph
    return listed([label(graph, graph.nodes[index]) for index in nodes])


def _size_rule(data: dict[str, Any], letters: int) -> str:
    """The figure fills the page, and its numbers never get too small to be read.

    The code stands beside it where there is room for both, else some lines of it below.
    """
    width, height = data["width"] * _LEAST_SCALE, data["views"][0][1] * _LEAST_SCALE
    code = min(_CODE_MARGIN + letters * _CODE_LETTER, _WIDEST_CODE)
    return (
        f"@media screen{{#figure{{min-width:{width:.0f}px;max-height:max(62vh,{height:.0f}px)}}}}\n"
        f"@media screen and (min-width:{width + code + _BESIDE:.0f}px){{main.with-code{{"
        f"display:grid;grid-template:auto 1fr/minmax(0,1fr) {code:.0f}px;column-gap:24px}}"
        "main.with-code>*{margin:0;width:100%;justify-self:center}"
        "#listing{grid-area:1/2/3/3;align-self:start;"
        "position:sticky;top:12px;max-height:calc(100vh - 24px)}}"
    )


def _foot(scene: Scene) -> float:
    """Where the captions begin on a page."""
    captions = (mark for mark in scene.marks if mark.kind == "caption")
    return min(mark.box.top % scene.height for mark in captions) - _ABOVE_FOOT


def _data(
    rendering: Rendering,
    picture: Picture,
    rules: TypesetRules,
    quantities: Quantities,
    is_live: bool,
) -> dict[str, Any]:
    teller, board, scene = Teller(quantities, is_live), rendering.storyboard, rendering.scene
    foot = _foot(scene)
    frames = [
        {
            "caption": {
                **teller.caption(frame.caption, rendering.quiz),
                "rules": rules.of_frame(frame.index),
            },
            "kind": frame.kind,
            "step": frame.steps[0] if is_calculation(frame) else None,
            "page": frame.page,
            "seconds": round(rendering.seconds(frame), 3),
        }
        for frame in board.frames
    ]
    pages = 1 + max(frame.page for frame in board.frames)
    return {
        **(computed(rendering.backprop) if is_live else STILL),
        **(origins(rendering.backprop, teller) if is_live else NO_ORIGINS),
        **picture.sizes(),
        "arrival": [board.arrival[step.index] for step in board.backprop.steps] if is_live else [],
        "frames": frames,
        "quantities": quantities.all,
        "slots": picture.slots,
        "curves": picture.curves,
        "stubs": picture.stubs,
        "ruleSizes": rules.sizes,
        "isQuiz": rendering.quiz,
        "isStill": not is_live,
        "width": round(scene.width, 2),
        "views": [[round(scene.height * page, 2), round(foot, 2)] for page in range(pages)],
    }
