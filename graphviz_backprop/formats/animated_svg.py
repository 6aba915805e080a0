"""Animated SVG: the whole movie in one picture that plays in an `<img>`, by style alone.

Every mark is painted once and is seen in the stretches of time that it lives. Who asks for less
motion sees the last frame, as does a viewer that knows no animations.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import accumulate

from graphviz_backprop.figure import Mark
from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.formats.lifetimes import Stretches, place_on_page
from graphviz_backprop.paint import Timeline, Vector, clean_text, compact
from graphviz_backprop.playing import moments_of, seconds_of
from graphviz_backprop.rendering import Rendering

_MARKER = b"<!-- graphviz_backprop animated -->"
_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" \
width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">
{marker}
<title>{title}</title>
<desc>{description}</desc>
<style>
{style}
@media (prefers-reduced-motion: reduce) {{ g {{ animation: none !important }} }}
</style>
<defs>
{glyphs}
</defs>
"""


def animated_svg(rendering: Rendering, tick: Tick) -> bytes:
    """The movie, endless, from its complete figure on, which is also what a still print shows."""
    scene, timeline = rendering.scene, moments_of(rendering)
    seconds = seconds_of(rendering, timeline)
    vector = Vector(scene)
    lives = _lives(timeline)
    classes = {
        stretches: f"t{number}" for number, stretches in enumerate(dict.fromkeys(lives.values()))
    }
    groups = []
    for mark in scene.marks:
        stretches = lives.get(mark.id)
        if stretches:
            groups.append(_group(rendering, mark, vector.ink(mark), classes[stretches], stretches))
    for _ in rendering.storyboard.frames:
        tick()
    head = _HEAD.format(
        width=f"{scene.width:.2f}",
        height=f"{scene.height:.2f}",
        marker=_MARKER.decode(),
        title=_text(rendering.title),
        description=_text(rendering.storyboard.frames[-1].alt),
        style="\n".join(_rules(classes, seconds)),
        glyphs="\n".join(vector.glyphs()),
    )
    ground = (
        f'<rect width="100%" height="100%" fill="{scene.background}"/>\n'
        if scene.background
        else ""
    )
    return compact(head + ground + "\n".join(groups) + "\n</svg>\n").encode()


def _lives(timeline: Timeline) -> dict[str, Stretches]:
    """For each mark the stretches of moments in which it is seen."""
    lives: dict[str, list[tuple[int, int]]] = {}
    for timed in timeline.marks:
        stretches = lives.setdefault(timed.mark.id, [])
        if stretches and stretches[-1][1] == timed.born:
            stretches[-1] = stretches[-1][0], timed.dies
        else:
            stretches.append((timed.born, timed.dies))
    return {mark: tuple(stretches) for mark, stretches in lives.items()}


def _group(rendering: Rendering, mark: Mark, ink: str, style: str, stretches: Stretches) -> str:
    is_seen_first = stretches[0][0] == 0  # on the complete figure
    hidden = "" if is_seen_first else ' visibility="hidden"'
    return f'<g class="{style}" {place_on_page(rendering.scene, mark)}{hidden}>{ink}</g>'


def _rules(classes: dict[Stretches, str], seconds: Sequence[float]) -> list[str]:
    """A rule for each set of stretches: seen in them, hidden between."""
    starts = [0.0, *accumulate(seconds)]
    whole = starts[-1]
    rules = []
    for stretches, name in classes.items():
        if stretches == ((0, len(seconds)),):
            continue  # it is always seen
        changes = {0: "hidden"}
        for born, dies in stretches:
            changes |= {born: "visible", dies: "hidden"}
        steps = " ".join(
            f"{100 * starts[moment] / whole:.3f}% {{ visibility: {seen} }}"
            for moment, seen in sorted(changes.items())
            if moment < len(seconds)
        )
        rules.append(
            f".{name} {{ animation: {name} {whole:g}s step-end infinite }} "
            f"@keyframes {name} {{ {steps} }}"
        )
    return rules


def _text(text: str) -> str:
    return html.escape(clean_text(text), quote=False)


FORMATS.add("animated-svg", MovieFormat(animated_svg, _MARKER, True, "animated.svg"))
