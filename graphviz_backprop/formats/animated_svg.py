"""Animated SVG: the whole movie in one picture that plays in an `<img>`, by style alone.

Every mark is painted once, ink that several have too, and is seen in the stretches of time that it
lives. Who asks for less motion sees the last frame, as does a viewer that knows no animations.
"""

from __future__ import annotations

import html
from collections import Counter
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
"""
_DRAWING = """\
<defs>
{definitions}
</defs>
{groups}
</svg>
"""


def animated_svg(rendering: Rendering, tick: Tick) -> bytes:
    """The movie, endless, from its complete figure on, which is also what a still print shows."""
    scene, timeline = rendering.scene, moments_of(rendering)
    seconds = seconds_of(rendering, timeline)
    lives = _lives(timeline)
    classes = {
        stretches: f"t{number}" for number, stretches in enumerate(dict.fromkeys(lives.values()))
    }
    inks, definitions = _inks(rendering)
    groups = [
        _group(rendering, mark, inks[mark.id], classes[stretches], stretches)
        for mark in scene.marks
        if (stretches := lives.get(mark.id))
    ]
    for _ in rendering.storyboard.frames:
        tick()
    head = _HEAD.format(
        width=f"{scene.width:.2f}",
        height=f"{scene.height:.2f}",
        marker=_MARKER.decode(),
        title=_text(rendering.title),
        description=_text(rendering.storyboard.frames[-1].alt),
        style="\n".join(_rules(classes, seconds)),
    )
    if scene.background:
        groups.insert(0, f'<rect width="100%" height="100%" fill="{scene.background}"/>')
    drawing = _DRAWING.format(definitions="\n".join(definitions), groups="\n".join(groups))
    return f"{head}{compact(drawing)}".encode()


def _inks(rendering: Rendering) -> tuple[dict[str, str], list[str]]:
    """The ink of each mark, and what it refers to: glyphs, and what several marks have alike."""
    vector = Vector(rendering.scene)
    inks = {mark.id: vector.ink(mark) for mark in rendering.scene.marks}
    several = [ink for ink, count in Counter(inks.values()).items() if count > 1]
    # Glyphs have names of letters alone.
    names = {ink: f"m{number}" for number, ink in enumerate(several)}
    shared = [f'<g id="{name}">{ink}</g>' for ink, name in names.items()]
    drawn = {
        mark: f'<use href="#{names[ink]}"/>' if ink in names else ink for mark, ink in inks.items()
    }
    return drawn, [*vector.glyphs(), *shared]


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
    rules = [f"g{{animation:{whole:g}s step-end infinite}}"]
    for stretches, name in classes.items():
        if stretches == ((0, len(seconds)),):
            continue  # it is always seen
        changes = {0: "hidden"}
        for born, dies in stretches:
            changes |= {born: "visible", dies: "hidden"}
        times: dict[str, list[str]] = {"hidden": [], "visible": []}
        for moment, seen in changes.items():
            if moment < len(seconds):
                times[seen].append(f"{_percent(starts[moment] / whole)}")
        steps = "".join(f"{','.join(at)}{{visibility:{seen}}}" for seen, at in times.items() if at)
        rules.append(f".{name}{{animation-name:{name}}}@keyframes {name}{{{steps}}}")
    return rules


def _percent(share: float) -> str:
    """To a thousandth, which of a movie of a minute is less than a millisecond."""
    return f"{100 * share:.3f}".rstrip("0").rstrip(".") + "%"


def _text(text: str) -> str:
    return html.escape(clean_text(text), quote=False)


FORMATS.add("animated-svg", MovieFormat(animated_svg, _MARKER, True, "animated.svg"))
