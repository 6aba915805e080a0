"""reveal.js: one slide, a step at each press of a key, to paste into a deck.

The slide is a `<section>` that holds all it needs: no script, no file beside it, no network. Every
mark is painted once and is a fragment of the picture: it comes at its step, and goes at its step.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.formats.lifetimes import place_on_page, stretches_of
from graphviz_backprop.paint import clean_text, compact
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import Frame

_MARKER = b"<!-- Made by graphviz_backprop:"
# No formula of MathJax, which decks may have for theirs, begins in our words.
# `r-stretch` gives the figure the height that the slide has left, whatever the deck's size. Outside
# of a deck, where nothing reacts to keys, what is gone at the end is hidden: the complete figure.
_TEXT = """\
{marker} a slide for reveal.js, a step at each key; put it between the sections of a deck. -->
<section class="backprop-steps mathjax_ignore tex2jax_ignore" data-notes="{notes}">
<style>
.backprop-steps svg {{ width: 100%; height: 100% }}
.reveal .slides section.backprop-steps .fragment {{ transition: none }}
.backprop-steps .backprop-words {{ position: absolute; width: 1px; height: 1px; margin: 0; \
overflow: hidden; clip-path: inset(50%) }}
.backprop-steps:not(.reveal *) g.fade-out {{ visibility: hidden }}
</style>
{notes_of_steps}
<div class="r-stretch">
<svg role="img" aria-label="{label}" viewBox="0 0 {width} {height}">
<defs>
{definitions}
</defs>
{picture}
</svg>
</div>
{words}
</section>
"""


def reveal(rendering: Rendering, tick: Tick) -> bytes:
    """The slide with all steps."""
    scene, frames = rendering.scene, rendering.storyboard.frames
    definitions, picture = _drawn(rendering)
    for _ in frames:
        tick()
    text = _TEXT.format(
        marker=_MARKER.decode(),
        notes=_escaped(_words(frames[0])),
        notes_of_steps="\n".join(_notes(frames)),
        label=_escaped(f"{rendering.title}. {frames[-1].alt}"),
        width=f"{scene.width:.2f}",
        height=f"{scene.height:.2f}",
        definitions=definitions,
        picture=picture,
        words="\n".join(_spoken(frames)),
    )
    return text.encode("utf-8", "replace")


def _drawn(rendering: Rendering) -> tuple[str, str]:
    """What the picture refers to, and the picture, each mark in the stretches of its life."""
    scene, vector, count = rendering.scene, rendering.vector, len(rendering.storyboard)
    glyphs = vector.glyphs()
    inks = {
        mark.id: f"<g {place_on_page(scene, mark)}>{vector.ink(mark)}</g>" for mark in scene.marks
    }
    name = _names("".join([*glyphs, *inks.values()]))
    shared, groups = [], []
    seen = stretches_of(scene, count)
    for stretches, marks in groupby(seen, key=seen.__getitem__):  # neighbours come and go together
        ids = list(marks)
        ink = "".join(inks[mark] for mark in ids)
        if len(stretches) > 1:  # once for all their turns
            shared.append(f'<g id="{name(ids[0])}">{ink}</g>')
            ink = f'<use href="#{name(ids[0])}"/>'
        groups += [_in_its_time(ink, *stretch, count) for stretch in stretches]
    if scene.background:
        groups.insert(0, f'<rect width="100%" height="100%" fill="{scene.background}"/>')
    return compact("\n".join([*glyphs, *shared]), name), compact("\n".join(groups), name)


def _names(content: str) -> Callable[[str], str]:
    """Short names for glyphs and marks, which no other picture in the deck has."""
    start = f"b{hashlib.sha256(content.encode()).hexdigest()[:6]}-"
    names: dict[str, str] = {}
    return lambda one: names.setdefault(one, f"{start}{len(names)}")


def _in_its_time(ink: str, born: int, dies: int, count: int) -> str:
    """Ink that comes with the frame `born` and goes with the frame `dies`."""
    if born > 0:
        ink = f'<g class="fragment" {_index(born)}>{ink}</g>'
    if dies < count:
        ink = f'<g class="fragment fade-out" {_index(dies)}>{ink}</g>'
    return ink


def _index(frame: int) -> str:
    return f'data-fragment-index="{frame - 1}"'  # the first frame needs no key


def _notes(frames: Sequence[Frame]) -> Iterator[str]:
    """What the speaker's view shows at each step; it takes that of the first fragment."""
    for frame in frames[1:]:
        notes = f'data-notes="{_escaped(_words(frame))}"'
        yield f'<span class="fragment" {_index(frame.index)} {notes}></span>'


def _spoken(frames: Sequence[Frame]) -> Iterator[str]:
    """What a screen reader says at each step; reveal.js announces the last fragment."""
    for frame in frames[1:]:
        words = _escaped(_words(frame))
        yield f'<p class="fragment backprop-words" {_index(frame.index)}>{words}</p>'


def _words(frame: Frame) -> str:
    caption = frame.caption
    return " ".join([f"{caption.count}. {caption.sentence}.", *caption.judged])


def _escaped(text: str) -> str:
    return html.escape(clean_text(text))


FORMATS.add("reveal", MovieFormat(reveal, _MARKER, True, "reveal.html"))
