"""The command line's options for what is drawn, how it looks, and where it goes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from graphviz_backprop.command.arguments import (
    background,
    fit,
    formats,
    level,
    names,
    pixels,
    seed,
    sequence,
    shared,
    slides,
    terms,
    theme,
)

_FORMATS = (
    "gif, svg, png, gv, json (these if none is named), html, animated-svg, webp, apng, mp4, webm, "
    "pdf, beamer, reveal, pptx, txt, md, readme"
)


def add_figures(
    command: argparse.ArgumentParser,
    kinds: Callable[[str], list[str]] = formats,
    known: str = _FORMATS,
) -> None:
    """The options for what is drawn, how it looks, and where it goes."""
    command.add_argument(
        "-o", "--output", metavar="DIR", type=Path, default=Path(), help="folder for the files (.)"
    )
    command.add_argument(
        "--formats",
        metavar="LIST",
        type=kinds,
        help=f"with commas between them: {known}",
    )
    command.add_argument(
        "--seed",
        metavar="VALUE|NAME",
        type=seed,
        help="the gradient from the next layer: a number, or the name of a number or an array in "
        "the code (what the code's own gradients start from, as dvalue, else 1.0)",
    )
    command.add_argument(
        "--level",
        metavar="element|array|layer",
        type=level,
        help="every number by itself, whole arrays, or layers as boxes (the most detailed view "
        "that stays readable)",
    )
    command.add_argument(
        "--open",
        metavar="NAMES",
        dest="opened",
        type=names,
        default=frozenset(),
        help="layers that are not drawn as one box, with commas between them; means --level layer",
    )
    command.add_argument(
        "--sequence",
        type=sequence,
        default="full",
        metavar="full|book|each",
        help="one figure for every edge (default), as the book has it, or also for each edge "
        "behind a closed gate",
    )
    command.add_argument(
        "--full-arrays",
        action="store_true",
        help="json has the numbers of arrays of more than 1,000 in an .npz beside it (their shape, "
        "mean, min, max, norm and corners)",
    )
    command.add_argument(
        "--quiz",
        action="store_true",
        help="html hides the gradients, and asks for them",
    )
    command.add_argument(
        "--slides",
        type=slides,
        default="each",
        metavar="each|one",
        help="of pptx: one for each figure (default), or one with a step at each click",
    )
    _add_look(command)


def _add_look(command: argparse.ArgumentParser) -> None:
    """The options for how it looks."""
    command.add_argument(
        "--shared",
        type=shared,
        default="stubs",
        metavar="stubs|wires",
        help="values used again: as pale stubs where a wire would cross others (default), or wires",
    )
    command.add_argument(
        "--terms",
        type=terms,
        default="folded",
        metavar="folded|all",
        help="of more than eight like terms of a sum the first two, the last, and those between as "
        "one with lists of their numbers (default), or all",
    )
    command.add_argument(
        "--fit",
        metavar="SHAPE",
        type=fit,
        default="natural",
        help="the page: 16:9, 4:3, 1:1, phone, readme (as wide as a README), or WIDTHxHEIGHT in "
        "pixels (natural: that of the figure)",
    )
    command.add_argument(
        "--width",
        metavar="PX",
        type=pixels,
        help="of png and gif in pixels (natural width)",
    )
    command.add_argument(
        "--theme",
        metavar="NAME|FILE",
        type=theme,
        default="book",
        help="how it looks: book, dark, print, colourblind, or a TOML file of your own (book)",
    )
    command.add_argument(
        "--font",
        metavar="FILE",
        action="append",
        default=[],
        help="a font for letters that the bundled ones lack; may be given again",
    )
    command.add_argument(
        "--background",
        metavar="none|COLOR",
        type=background,
        default="theme",
        help="transparent, or a colour: '#12161c', white (the theme's page)",
    )
