"""Options that several commands have."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from graphviz_backprop.arguments import (
    background,
    choice,
    count_of_steps,
    fit,
    formats,
    level,
    names,
    pixels,
    positive,
    rounds,
    seed,
    sequence,
    shared,
    terms,
    theme,
)
from graphviz_backprop.limits import MEMORY, TIMEOUT


def add_source(command: argparse.ArgumentParser) -> None:
    """The reader's file, and how it is run."""
    command.add_argument(
        "file",
        metavar="FILE",
        help="Python (.py), a notebook (.ipynb), a pasted transcript with In [n]: or >>> prompts "
        "(.txt, .md) or Markdown with ```python (.md); - is standard input",
    )
    command.add_argument(
        "--cells",
        metavar="LIST",
        help="the cells that run, by their position in the file and in this order: 3-7,9 (all)",
    )
    command.add_argument(
        "--python",
        metavar="PATH",
        help="the Python that runs the code, 3.11 or newer (that of the active environment, of a "
        ".venv beside the file or above it, of the notebook's kernel, else our own)",
    )
    command.add_argument(
        "--rounds",
        metavar="LIST",
        type=rounds,
        default=(),
        help="the rounds of training loops that are recorded: 1,10,100,last (the first ones, then "
        "at growing distances, and the last)",
    )
    command.add_argument("--of", metavar="NAME", help="the result to differentiate")
    command.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=positive,
        default=TIMEOUT,
        help=f"for the code ({TIMEOUT:g})",
    )
    command.add_argument(
        "--memory",
        metavar="GB",
        type=positive,
        default=MEMORY,
        help=f"for the code ({MEMORY:g})",
    )


def add_pass(command: argparse.ArgumentParser) -> None:
    """Which pass of a file."""
    command.add_argument(
        "--pass",
        metavar="N|first|last|all",
        dest="choice",
        type=choice,
        help="which pass of the file, see 'list' (the complete one for which the code computes the "
        "most gradients itself, of equals the first)",
    )


def add_descent(command: argparse.ArgumentParser) -> None:
    """Steps against the gradient."""
    command.add_argument(
        "--descend",
        metavar="N",
        type=count_of_steps,
        help="N steps against the gradient in the place of one backward pass: the updates, the new "
        "forward passes and a curve of the output (svg, gif, txt, png)",
    )
    command.add_argument(
        "--rate",
        metavar="R",
        type=positive,
        default=0.001,
        help="by which a gradient is multiplied before it is taken off (0.001)",
    )
    command.add_argument(
        "--update",
        metavar="NAMES",
        type=names,
        help="the inputs that are updated, with commas between them (what the code updates, else "
        "w, b, weights and the like, else all)",
    )


_FORMATS = (
    "gif, svg, png, gv, json (these if none is named), animated-svg, webp, apng, mp4, webm, pdf, "
    "beamer, reveal, txt, md, readme"
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
        metavar="full|book",
        help="one figure for every edge (default), or as the book has it",
    )
    command.add_argument(
        "--full-arrays",
        action="store_true",
        help="json has the numbers of arrays of more than 1,000 in an .npz beside it (their shape, "
        "mean, min, max, norm and corners)",
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
        help="the shape of the page: 16:9, 4:3, 1:1, phone, or WIDTHxHEIGHT in pixels (natural: "
        "that of the figure)",
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
