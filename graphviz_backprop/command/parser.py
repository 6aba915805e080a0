"""The commands and their options; `arguments` says what the text of an option means."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphviz_backprop.command.arguments import (
    DERIVATION_FORMATS,
    choice,
    count,
    count_of_steps,
    derivation_formats,
    input_value,
    names,
    positive,
    rounds,
)
from graphviz_backprop.command.check_options import add_check
from graphviz_backprop.command.figure_options import add_figures
from graphviz_backprop.limits import MEMORY, TIMEOUT
from graphviz_backprop.version import __version__

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Any]
    AddOptions = Callable[[argparse.ArgumentParser], None]

PROGRAM = "graphviz-backprop"
EXAMPLES = {
    name: Path(__file__).parents[1] / "examples" / f"{name}.py"
    for name in ("neuron", "layer", "network")
}


class Command(argparse.ArgumentParser):
    """One of the commands; its options are added if it is the one that is asked for.

    Args:
        add_options: adds them.
        named: what else a parser takes.
    """

    def __init__(self, add_options: AddOptions, **named: Any) -> None:
        super().__init__(**named)
        self._add_options = add_options

    def parse_known_args(self, *given: Any, **named: Any) -> Any:  # argparse calls it once
        """Parse what stands behind its name."""
        self._add_options(self)
        return super().parse_known_args(*given, **named)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command and its options; wrong usage leaves by SystemExit with status 2."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="The neuron code you already wrote in, the figures of backpropagation out.",
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=Command
    )
    _add_run(commands)
    _add_list(commands)
    _add_derive(commands)
    add_check(commands)
    _add_demo(commands)
    options = parser.parse_args(arguments)
    if options.command in ("run", "derive") and options.choice is None:
        options.choice = "explained"
    options.entries = None
    if options.command == "run":
        options.files = [file for name in options.files for file in _matching(name)]
        options.file = options.files[0]
    if options.command == "demo":
        options.file = str(EXAMPLES[options.example])
    return options


def _matching(name: str) -> list[str]:
    """The files of a pattern that the shell has left as it is, as those of Windows do."""
    if os.path.exists(name) or not set("*?[").intersection(name):
        return [name]
    from glob import glob

    return sorted(glob(name)) or [name]


def _add_run(commands: Commands) -> None:
    commands.add_parser(
        "run",
        help="figures and an animation from a Python file or a notebook",
        description="Run each FILE and draw the backward pass of its output. The code is executed, "
        "as 'python FILE' would, in a process of its own. That is no sandbox: run only what you "
        "trust. What it prints goes to stderr.",
        epilog="The output is the one named result of the forward pass from which no other named "
        "result is computed; gradients (dvalue, drelu_dz, dw) and updates are left out. "
        "Status 1 for bad input, and also where a number is nan or infinite: that is drawn.",
        add_options=_run_options,
    )


def _run_options(run: argparse.ArgumentParser) -> None:
    _add_source(run, is_several=True)
    run.add_argument(
        "--jobs",
        metavar="N",
        type=count,
        help="of several files, how many run at once (as many as there are processors)",
    )
    run.add_argument(
        "--no-check",
        action="store_false",
        dest="check",
        help="no marks at the gradients that the code computes itself: what is wrong is struck "
        "through, what is right has a tick",
    )
    _add_pass(run)
    _add_descent(run)
    add_figures(run)


def _add_list(commands: Commands) -> None:
    commands.add_parser(
        "list",
        help="the passes, outputs and gradients that are found in a file",
        description="Run FILE, draw nothing, and show its forward passes, each with its output, "
        "and the gradients that its code computes itself.",
        add_options=_list_options,
    )


def _list_options(listing: argparse.ArgumentParser) -> None:
    _add_source(listing)
    listing.add_argument(
        "--all",
        action="store_true",
        help="every line, however many, and why the other results are no output",
    )


def _add_derive(commands: Commands) -> None:
    commands.add_parser(
        "derive",
        help="one derivative, from the chain rule to a short line of code",
        description="Run FILE and derive its output with respect to NAME, line by line: figure, "
        "animation, LaTeX and text. The shortest line of code is printed.",
        add_options=_derive_options,
    )


def _derive_options(derive: argparse.ArgumentParser) -> None:
    _add_source(derive)
    derive.add_argument("name", metavar="NAME", help="a value as the figures show it: x[0]")
    _add_pass(derive)
    add_figures(derive, derivation_formats, "svg, gif, tex, txt (all of these), png")
    derive.set_defaults(formats=DERIVATION_FORMATS)


def _add_descent(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--descend",
        metavar="N|own",
        type=count_of_steps,
        help="N steps against the gradient in the place of one backward pass: the updates, the new "
        "forward passes and a curve of the output (svg, gif, txt, png); 'own' shows those of the "
        "code itself, from its first pass to its last",
    )
    command.add_argument(
        "--meaning",
        action="store_true",
        help="in the place of one backward pass what each input's gradient says of a change by "
        "0.001, beside what comes of it when it is run again (svg, gif, txt, png)",
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


def _add_pass(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pass",
        metavar="N|first|last|all",
        dest="choice",
        type=choice,
        help="which pass of the file, see 'list' (the complete one for which the code computes the "
        "most gradients itself, of equals the first; the last one is that of the training)",
    )


def _add_demo(commands: Commands) -> None:
    commands.add_parser(
        "demo",
        help="the same from an example that ships with the package",
        description="Draw an example of chapter 9 of Neural Networks from Scratch: its neuron, a "
        "dense layer with a batch, or the full network.",
        add_options=_demo_options,
    )


def _demo_options(demo: argparse.ArgumentParser) -> None:
    demo.add_argument(
        "example",
        nargs="?",
        choices=EXAMPLES,
        default="neuron",
        help="which one (neuron)",
    )
    demo.set_defaults(
        cells=None,
        inputs=[],
        of=None,
        rounds=(),
        choice="explained",
        timeout=TIMEOUT,
        memory=MEMORY,
        check=False,  # a test has checked it
    )
    _add_descent(demo)
    add_figures(demo)


def _add_source(command: argparse.ArgumentParser, is_several: bool = False) -> None:
    """The reader's file, or several, and how they are run."""
    command.add_argument(
        "files" if is_several else "file",
        metavar="FILE",
        nargs="+" if is_several else None,
        help="Python (.py), a notebook (.ipynb), a pasted transcript with In [n]: or >>> prompts "
        "(.txt, .md) or Markdown with ```python (.md); - is standard input"
        + ("; of several each gets a folder, and all an index.html" if is_several else ""),
    )
    command.add_argument(
        "--cells",
        metavar="LIST",
        help="the cells that run, by their position in the file and in this order: 3-7,9 (all)",
    )
    command.add_argument(
        "--set",
        metavar="NAME=VALUE",
        type=input_value,
        action="append",
        default=[],
        dest="inputs",
        help="another number for an input, x[0]=2.5, or list, x=[1.0,2.0]; may be given again",
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
