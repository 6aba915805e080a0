"""The frames of a derivation: one for each line, and one with the numbers."""

from __future__ import annotations

from graphviz_backprop.derivations.derivation import Derivation
from graphviz_backprop.derivations.spelled import sentence_of
from graphviz_backprop.storyboard import Caption, Frame, Storyboard

_LINE = "line"  # the kind of such a frame


def make_frames(derivation: Derivation) -> Storyboard:
    """A frame for each line, and one with the numbers."""
    total = len(derivation.rows) + 1
    captions = [
        Caption(f"Line {number} of {total}", sentence_of(row.reason), line)
        for number, (row, line) in enumerate(
            zip(derivation.rows, derivation.lines, strict=True), start=1
        )
    ]
    result = f"{derivation.name} = {derivation.numbers}"
    captions.append(Caption(f"Line {total} of {total}", "The numbers put in", result))
    return Storyboard(
        derivation.backprop,
        tuple(
            Frame(index, _LINE, (), (), caption, _alt(derivation, caption))
            for index, caption in enumerate(captions)
        ),
    )


def _alt(derivation: Derivation, caption: Caption) -> str:
    said = f"{caption.sentence}. {caption.code}"
    return f"{caption.count} of the derivation of {derivation.name}: {said}."
