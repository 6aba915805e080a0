"""What `list` tells of a file; the process that prints it loads this, and no hooks."""

from __future__ import annotations

from graphviz_backprop.graph.handwritten import Handwritten
from graphviz_backprop.graph.place import Place
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value


@quick_dataclass(frozen=True, slots=True)
class Found:
    """One pass of a file.

    Attributes:
        number: its place in the code, from 1.
        first: where its first result stands.
        last: where its last one stands.
        outputs: the name and value of its output, or of all that could be it.
        inputs: the names of the variables that it is computed from.
        incomplete_because: why it can't be drawn; empty if it can.
        kind: what it is where it is no forward pass.
    """

    number: int
    first: Place | None
    last: Place | None
    outputs: tuple[tuple[str, Value], ...]
    inputs: tuple[str, ...]
    incomplete_because: str = ""
    kind: str = ""


@quick_dataclass(frozen=True, slots=True)
class Between:
    """Passes that were not recorded, in the rounds of a loop.

    Attributes:
        first: the number of the first of these passes.
        last: that of the last one.
        rounds: what they are: `epochs 5 to 7`.
        change: what the output was before and after: name, and both values; None where it has no
            one name.
    """

    first: int
    last: int
    rounds: str
    change: tuple[str, Value, Value] | None


@quick_dataclass(frozen=True, slots=True)
class LeftAside:
    """A result that is no part of the forward pass.

    Attributes:
        name: what the code calls it.
        place: where it is computed.
        number: the pass that it stands in.
        reason: why, as a sentence without its subject.
    """

    name: str
    place: Place | None
    number: int
    reason: str


@quick_dataclass(frozen=True, slots=True)
class Listing:
    """The passes of a file, and its gradients, each with the number of the pass it belongs to.

    Attributes:
        source: the file.
        passes: those that were recorded.
        gradients: each with the number of its pass.
        notes: what could not be followed, a line each.
        left_aside: the results that are no part of a pass.
        between: the passes that were not recorded.
        stopped: why the code was stopped before its end; empty where it was not.
    """

    source: str
    passes: tuple[Found, ...]
    gradients: tuple[tuple[Handwritten, int], ...]
    notes: tuple[str, ...] = ()
    left_aside: tuple[LeftAside, ...] = ()
    between: tuple[Between, ...] = ()
    stopped: str = ""
