"""The commands and their options; `arguments` says what the text of an option means."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_backprop import __version__
from graphviz_backprop.arguments import (
    DERIVATION_FORMATS,
    background,
    choice,
    derivation_formats,
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
    slides,
    terms,
    theme,
)
from graphviz_backprop.limits import MEMORY, TIMEOUT

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

PROGRAM = "graphviz-backprop"
EXAMPLES = {
    name: Path(__file__).parent / "examples" / f"{name}.py"
    for name in ("neuron", "layer", "network")
}


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command and its options; wrong usage leaves by SystemExit with status 2."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="The neuron code you already wrote in, the figures of backpropagation out.",
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_list(commands)
    _add_derive(commands)
    _add_demo(commands)
    options = parser.parse_args(arguments)
    if options.command in ("run", "derive") and options.choice is None:
        options.choice = "explained"
    if options.command == "demo":
        options.file = str(EXAMPLES[options.example])
    return options


def _add_run(commands: Commands) -> None:
    run = commands.add_parser(
        "run",
        help="figures and an animation from a Python file or a notebook",
        description="Run FILE and draw the backward pass of its output. The code is executed, as "
        "'python FILE' would, in a process of its own. That is no sandbox: run only what you "
        "trust. What it prints goes to stderr.",
        epilog="The output is the one named result of the forward pass from which no other named "
        "result is computed; gradients (dvalue, drelu_dz, dw) and updates are left out. "
        "Status 1 for bad input, and also where a number is nan or infinite: that is drawn.",
    )
    _add_source(run)
    _add_pass(run)
    _add_figures(run)


def _add_list(commands: Commands) -> None:
    listing = commands.add_parser(
        "list",
        help="the passes, outputs and gradients that are found in a file",
        description="Run FILE, draw nothing, and show its forward passes, each with its output, "
        "and the gradients that its code computes itself.",
    )
    _add_source(listing)
    listing.add_argument(
        "--all",
        action="store_true",
        help="every line, however many, and why the other results are no output",
    )


def _add_derive(commands: Commands) -> None:
    derive = commands.add_parser(
        "derive",
        help="one derivative, from the chain rule to a short line of code",
        description="Run FILE and derive its output with respect to NAME, line by line: figure, "
        "animation, LaTeX and text. The shortest line of code is printed.",
    )
    _add_source(derive)
    derive.add_argument("name", metavar="NAME", help="a value as the figures show it: x[0]")
    _add_pass(derive)
    _add_figures(derive, derivation_formats, "svg, gif, tex, txt (all of these), png")
    derive.set_defaults(formats=DERIVATION_FORMATS, level="element")


def _add_pass(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pass",
        metavar="N|first|last|all",
        dest="choice",
        type=choice,
        help="which pass of the file, see 'list' (the complete one for which the code computes the "
        "most gradients itself, of equals the first)",
    )


def _add_demo(commands: Commands) -> None:
    demo = commands.add_parser(
        "demo",
        help="the same from an example that ships with the package",
        description="Draw an example of chapter 9 of Neural Networks from Scratch: its neuron, a "
        "dense layer with a batch, or the full network.",
    )
    demo.add_argument(
        "example",
        nargs="?",
        choices=EXAMPLES,
        default="neuron",
        help="which one (neuron)",
    )
    demo.set_defaults(
        cells=None, of=None, rounds=(), choice="explained", timeout=TIMEOUT, memory=MEMORY
    )
    _add_figures(demo)


def _add_source(command: argparse.ArgumentParser) -> None:
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


_FORMATS = (
    "gif, svg, png, gv, json (these if none is named), animated-svg, webp, apng, mp4, webm, pdf, "
    "beamer, reveal, pptx, txt, md, readme"
)


def _add_figures(
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
