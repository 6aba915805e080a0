"""An input as a reader would write it, and what has to happen with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Example:
    """A file and what has to come of it; what is not stated is not checked.

    Attributes:
        name: names the test.
        code: the text of the file.
        file: the name of the file; its suffix says how the text is read.
        beside: further files in the folder, by name.
        options: further arguments of `gb.run`.
        output: the name of the output; several, with `|` between them, where each is right.
        never: names that must not be the output.
        value: of the output.
        seed: the gradient that the output has to start from.
        gradients: what the gradients have to be, by name (`w[0]` is found in `w` too; with `|`
            between the names where each is right).
        inputs: the names of all inputs, where there must be no other.
        unique: the names of the inputs in the graph have to be the names of the gradients.
        says: words that have to stand together in one of the lines that are said.
        or_says: words of a line that excuses what is not drawn right.
        quiet: words that no line may contain.
        fails: nothing is drawn: the run ends with the line `says`.
        captions: words that have to stand together in one caption.
        no_caption: words that must stand in no caption.
        last_caption: the names of the gradient vectors in the last caption, in any order.
        outputs: the name of the output of each complete pass, in order.
        values: the value of the output of each complete pass.
        boxes: the titles of the boxes that are drawn, in the order of the code.
        seconds: that the run may take.
        most_nodes: the largest number of nodes that the drawn graph may have.
        prints: what is printed has to be what plain Python prints.
    """

    name: str
    code: str
    file: str = "code.py"
    beside: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    output: str | None = None
    never: tuple[str, ...] = ()
    value: Any = None
    seed: Any = None
    gradients: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[str, ...] | None = None
    unique: bool = False
    says: tuple[str, ...] = ()
    or_says: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    fails: bool = False
    captions: tuple[str, ...] = ()
    no_caption: tuple[str, ...] = ()
    last_caption: tuple[str, ...] | None = None
    outputs: tuple[str, ...] | None = None
    values: tuple[Any, ...] | None = None
    boxes: tuple[str, ...] | None = None
    seconds: float | None = None
    most_nodes: int | None = None
    prints: bool = True


@dataclass(frozen=True, kw_only=True)
class Command:
    """A call in a folder, and how it has to end; JSON files are looked for in its folder `out`.

    Attributes:
        name: names the test.
        arguments: of the program, with spaces between them.
        files: what lies in the folder, by name.
        pipes: names of FIFOs in the folder.
        program: what Python runs.
        status: the exit status.
        says: words that have to stand together in one line on stderr.
        lists: words that have to stand together in one line on stdout, line by line.
        quiet: words that stderr must not hold.
        outputs: the name of the output in each JSON file, in the order of their names.
        values: the value of the output in each JSON file.
        final: the name whose last value in plain Python is the value of the one output.
        limit: seconds after which the program is killed.
        plain: the file whose plain run is the measure of the cost; None where none is asked.
        seconds: of CPU that it may take beyond twice that of plain Python.
        megabytes: of memory that it may take beyond that of plain Python.
        prints: what plain Python prints has to be what stderr begins with.
    """

    name: str
    arguments: str
    files: Mapping[str, str] = field(default_factory=dict)
    pipes: tuple[str, ...] = ()
    program: str = "-m graphviz_backprop"
    status: int = 0
    says: tuple[str, ...] = ()
    lists: tuple[tuple[str, ...], ...] = ()
    quiet: tuple[str, ...] = ("Traceback",)
    outputs: tuple[str, ...] | None = None
    values: tuple[Any, ...] | None = None
    final: str | None = None
    limit: float = 60.0
    plain: str | None = None
    seconds: float = 3.0
    megabytes: float = 150.0
    prints: bool = False
