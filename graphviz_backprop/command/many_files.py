"""`run FILE FILE …`: the figures of many files, each in a folder of its own, and an index."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from graphviz_backprop.command.index_page import MARKER, Entry, index_page, read_entries
from graphviz_backprop.command.parser import PROGRAM
from graphviz_backprop.command.side_by_side import Ended, side_by_side, usable_processors
from graphviz_backprop.command.terminal import print_lines, say
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import File
from graphviz_backprop.saving import refuse_foreign, save_files

_INDEX = "index.html"


def run_many(options: Namespace) -> int:
    """Draw all files; those that can't be drawn are told of, and stop no other.

    Returns:
        0 if all went well, else 1.

    Raises:
        BackpropError: one of them is standard input, or the index can't be written.
    """
    files = _distinct(options.files)
    if "-" in files:
        raise BackpropError("-: standard input can't be one of several files; run it alone")
    refuse_foreign(options.output / _INDEX, MARKER)  # before anything runs
    names = _names(files)
    found: dict[str, tuple[str, list[Entry], str]] = {}
    with tempfile.TemporaryDirectory() as notes:
        folders = _folders(files)
        commands = [
            _command(options, file, options.output / folder, Path(notes) / str(number))
            for number, (file, folder) in enumerate(zip(files, folders, strict=True))
        ]
        jobs = min(options.jobs or usable_processors(), len(commands))
        all_ended = side_by_side(commands, jobs)
        for name, folder, command, ended in zip(names, folders, commands, all_ended, strict=True):
            _tell(name, ended)
            found[name] = folder, read_entries(command.entries), _trouble(ended)
    save_files(options.output, [File(_INDEX, index_page(found), MARKER)])
    print_lines([str(options.output / _INDEX)])
    failed = [name for name, (_, _, trouble) in found.items() if trouble]
    if failed:
        say(f"{len(failed)} of {len(files)} files with an error: {', '.join(failed)}")
    return 1 if failed else 0


def _command(options: Namespace, file: str, folder: Path, entries: Path) -> Namespace:
    """The options of the command that draws one of the files."""
    alone = {"file": file, "files": [file], "output": folder, "entries": entries}
    return Namespace(**{**vars(options), **alone})


def _distinct(files: Iterable[str]) -> list[str]:
    """Each file once."""
    return list({os.path.normcase(os.path.abspath(file)): file for file in files}.values())


def _names(files: Sequence[str]) -> list[str]:
    """What tells each file, without the folder that all are in."""
    paths = [os.path.abspath(file) for file in files]
    above = os.path.commonpath([os.path.dirname(path) for path in paths])
    return [Path(os.path.relpath(path, above)).as_posix() for path in paths]


def _folders(files: Sequence[str]) -> list[str]:
    """A folder for each: the file's name, numbered where an earlier file has it."""
    taken = {_INDEX}
    folders = []
    for file in files:
        stem = Path(file).stem
        folder, number = stem, 2
        while folder.casefold() in taken:
            folder, number = f"{stem}_{number}", number + 1
        taken.add(folder.casefold())
        folders.append(folder)
    return folders


def _tell(name: str, ended: Ended) -> None:
    """What a command said, under the name of its file, and what it made."""
    if ended.said.strip():
        say(f"{name}:")
        if sys.stderr is not None:
            sys.stderr.write(ended.said if ended.said.endswith("\n") else f"{ended.said}\n")
            sys.stderr.flush()
    print_lines(ended.printed.splitlines())


def _trouble(ended: Ended) -> str:
    """Why a command failed: the last thing that it said of itself."""
    if ended.status == 0:
        return ""
    own = [line for line in ended.said.splitlines() if line.startswith(f"{PROGRAM}: ")]
    if ended.status < 0 or not own:
        return f"it ended by signal {-ended.status}" if ended.status < 0 else "it failed"
    return own[-1].removeprefix(f"{PROGRAM}: ")
