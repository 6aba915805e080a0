"""Frames: the content of each picture as data, before anything has a place on the page."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property

from graphviz_backprop.backward import Backprop
from graphviz_backprop.graph import Place
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard.frames.by_hand import ByHand, told_of
from graphviz_backprop.storyboard.frames.folding import Folding

FORWARD = "forward"
SEED = "seed"
CALCULATION = "calculation"
RESULT = "result"
STEP = "step"
COMPLETE = "complete"


@quick_dataclass(frozen=True, slots=True)
class Vectors:
    """Gradients of whole variables on one line, and what they are for.

    Attributes:
        parts: pairs of a name and its numbers: `("dw", "[1.0, -2.0, 3.0]")`.
        meaning: "for the update".
    """

    parts: tuple[tuple[str, str], ...]
    meaning: str

    def __str__(self) -> str:
        written = "  ".join(f"{name} = {numbers}" for name, numbers in self.parts)
        return f"{written}  ({self.meaning})" if self.meaning else written


@quick_dataclass(frozen=True, slots=True)
class Caption:
    """The words at the foot of a picture.

    Attributes:
        count: "Backward 12 of 23".
        sentence: what happens, in one sentence.
        code: the line of code that computes it, with the numbers in place.
        place: where the reader's file has that line, where it has.
        vectors: on the last frame, the gradients by variable, a line for each use.
        remark: why a gradient is gone; on the last frame also what one says, or a warning.
        by_hand: the numbers of the reader's own for this picture, right and wrong.
        on_whole: on the last frame which of these lines are wrong, or how many are right.
    """

    count: str
    sentence: str
    code: str = ""
    place: Place | None = None
    vectors: tuple[Vectors, ...] = ()
    remark: str = ""
    by_hand: tuple[ByHand, ...] = ()
    on_whole: tuple[str, ...] = ()

    @property
    def has_tick(self) -> bool:
        """True if the line of code is the reader's own, and right."""
        return any(one.is_right and one.place == self.place for one in self.by_hand)

    @property
    def judged(self) -> tuple[str, ...]:
        """What is said of the reader's own numbers, a line each: what is wrong before the ticks."""
        if not self.by_hand and not self.on_whole:  # of most frames nothing is
            return ()
        return tuple(dict.fromkeys((*self.on_whole, *told_of(self.by_hand))))

    @property
    def judged_beside_code(self) -> tuple[str, ...]:
        """The same where a tick stands behind the line of code."""
        rest = [one for one in self.by_hand if not (one.is_right and one.place == self.place)]
        return tuple(dict.fromkeys((*self.on_whole, *told_of(rest))))


@quick_dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the movie.

    Attributes:
        index: the number in the movie, from 0.
        kind: "forward", "seed", "step" (a calculation with its result), "calculation", "result", or
            "complete" where the complete graph has a frame of its own.
        appears: the nodes that are seen from this frame on (forward frames).
        steps: the steps that are calculated, or whose results arrive.
        caption: the words at the foot.
        alt: the picture in words, for those who don't see it.
        figure: the number in Neural Networks from Scratch, "9.07", for the book's own neuron.
        page: the number of the page that it shows, from 0.
    """

    index: int
    kind: str
    appears: tuple[int, ...]
    steps: tuple[int, ...]
    caption: Caption
    alt: str
    figure: str | None = None
    page: int = 0


def is_calculation(frame: Frame) -> bool:
    """True if a frame has a box with the calculation of its step."""
    return frame.kind in (CALCULATION, STEP)


@quick_dataclass(frozen=True)
class Storyboard:
    """A backward pass as frames.

    Attributes:
        backprop: the backward pass.
        frames: in order.
        folding: which like terms of a sum are drawn as one.
    """

    backprop: Backprop
    frames: tuple[Frame, ...]
    folding: Folding = field(default_factory=Folding)

    def __len__(self) -> int:
        return len(self.frames)

    @cached_property
    def appearance(self) -> dict[int, int]:
        """For each node the frame on which it is first seen."""
        return {node: frame.index for frame in self.frames for node in frame.appears}

    @cached_property
    def arrival(self) -> dict[int, int]:
        """For each step the frame on which its result arrives."""
        return {
            step: frame.index
            for frame in self.frames
            if frame.kind in (RESULT, STEP)
            for step in frame.steps
        }

    @cached_property
    def seed_frame(self) -> int:
        """The frame on which the gradient from the next layer arrives."""
        return next(frame.index for frame in self.frames if frame.kind == SEED)

    @property
    def last(self) -> int:
        """The index of the complete graph, or of its last page."""
        return len(self.frames) - 1

    @property
    def has_pages(self) -> bool:
        """True if the graph stands on several pages."""
        return self.frames[-1].page > 0

    @property
    def complete(self) -> int:
        """The index of the complete graph, or of its first page."""
        return self.last - self.frames[-1].page
