"""Draws the rooms of the house, before they were divided and now: `docs/rooms.md`.

`.venv/bin/python -m tests.rooms` writes it; the earlier plan is read from the repository's history.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from tests.conftest import ROOT
from tests.test_architecture import INNER, ORDER

PAGE = ROOT / "docs" / "rooms.md"
PACKAGE = "graphviz_backprop"
# Before `figure/` and `storyboard/` were divided: the plan that a fresh reader found flat.
BEFORE = "0180c46"
_OF_ROOM = re.compile(rf"from {PACKAGE}\.([\w.]+) import|import {PACKAGE}\.([\w.]+)")
_INTRODUCTION = """# The rooms

Made by `python -m tests.rooms`. A room may import what stands above it, and nothing below; so do
the rooms within a room. Behind a room's name are its files and lines; `<-` names the rooms of its
own floor that it imports. [CONTRIBUTING.md](../CONTRIBUTING.md) says what happens in each.
"""
_SHOWN = ("figure", "storyboard")  # as they were, too

Sources = Mapping[PurePosixPath, str]  # of the package, by their paths within it


def sources_now() -> Sources:
    """The package as it is."""
    folder = ROOT / PACKAGE
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_text()
        for path in sorted(folder.rglob("*.py"))
    }


def sources_before() -> Sources:
    """The package at the commit of the earlier plan."""

    def git(*words: str) -> str:
        made = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
        return made.stdout

    paths = git("ls-tree", "-r", "--name-only", BEFORE, PACKAGE).split()
    return {
        PurePosixPath(path).relative_to(PACKAGE): git("show", f"{BEFORE}:{path}")
        for path in paths
        if path.endswith(".py")
    }


def floor(sources: Sources, above: str = "") -> dict[str, list[PurePosixPath]]:
    """The rooms and single files right below a room, with their files."""
    found: dict[str, list[PurePosixPath]] = defaultdict(list)
    start = PurePosixPath(above).parts
    for path in sources:
        if path.parts[: len(start)] == start and path.name != "__init__.py":
            found[path.parts[len(start)].removesuffix(".py")].append(path)
    return dict(found)


def imports(sources: Sources, above: str, rooms: Mapping[str, list[PurePosixPath]]) -> Imports:
    """For each room of a floor the others that its files import, most often first."""
    prefix = f"{above}." if above else ""
    arrows: dict[str, Counter[str]] = {}
    for room, paths in rooms.items():
        named = (m[1] or m[2] for path in paths for m in _OF_ROOM.finditer(sources[path]))
        inside = (one.removeprefix(prefix) for one in named if one.startswith(prefix))
        others = (one.split(".")[0] for one in inside)
        arrows[room] = Counter(one for one in others if one in rooms and one != room)
    return arrows


Imports = dict[str, Counter[str]]


def drawn(sources: Sources, above: str, order: Iterable[str]) -> list[str]:
    """A floor as lines, in this order; what the order lacks stands last."""
    rooms = floor(sources, above)
    arrows = imports(sources, above, rooms)
    places = {room: place for place, room in enumerate(order)}
    widest = max(map(len, rooms), default=0)
    lines = []
    for room in sorted(rooms, key=lambda one: (places.get(one, len(places)), one)):
        paths = rooms[room]
        size = sum(len(sources[path].splitlines()) for path in paths)
        count = f"{len(paths)} file{'s' if len(paths) > 1 else ''}"
        used = ", ".join(sorted(arrows[room], key=lambda one: (places.get(one, len(places)), one)))
        arrow = f"  <- {used}" if used else ""
        lines.append(f"{room:{widest}}  {count:>9} {size:6} lines{arrow}")
    return lines


def page() -> str:
    """The page."""
    now, before = sources_now(), sources_before()
    parts = [_INTRODUCTION, "## Now\n", *_block(drawn(now, "", ORDER))]
    for room in sorted({*INNER, *_SHOWN}):
        parts += [f"### {room}/\n", *_block(drawn(now, room, INNER.get(room, ())))]
    parts += [f"## Before ({BEFORE}, one floor)\n"]
    for room in _SHOWN:
        parts += [f"### {room}/\n", *_block(drawn(before, room, ()))]
    return "\n".join(parts)


def _block(lines: Iterable[str]) -> list[str]:
    return ["```", *lines, "```\n"]


if __name__ == "__main__":
    PAGE.write_text(page())
