"""What speaks against an outcome: each complaint is a sentence, none where all is right."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import graphviz_backprop as gb
from tests.kinds.example import Command, Example


@dataclass
class Outcome:
    """What came of an example: the movie as data, the lines that were said, what was printed."""

    said: list[str]
    printed: str
    movie: Mapping[str, Any] | None = None
    passes: list[Mapping[str, Any]] = field(default_factory=list)
    seconds: float = 0.0


def run_example(example: Example, folder: Path) -> Outcome:
    """Run an example in a folder through `gb.run`; errors of ours are lines that were said."""
    for name, text in {**example.beside, example.file: example.code}.items():
        (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    printed, outcome, start = io.StringIO(), Outcome([], ""), time.perf_counter()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with contextlib.redirect_stderr(io.StringIO()):
            try:
                limits = {"timeout": example.seconds} if example.seconds else {}
                movie = gb.run(folder / example.file, **{**limits, **example.options})
                outcome.movie = as_data(movie, example)
            except gb.BackpropError as error:
                outcome.said.append(str(error))
            if example.outputs is not None or example.values is not None:
                with contextlib.suppress(gb.BackpropError), contextlib.redirect_stdout(None):
                    movies = gb.passes(folder / example.file, **example.options)
                    outcome.passes = [as_data(movie, example) for movie in movies]
    outcome.said += [str(warning.message) for warning in caught]
    outcome.printed = printed.getvalue()
    outcome.seconds = time.perf_counter() - start
    return outcome


def as_data(movie: gb.Movie, example: Example) -> dict[str, Any]:
    """The movie as plain data; the captions only where the example asks for some."""
    asks = example.captions or example.no_caption or example.last_caption is not None
    return {
        "nodes": [
            {
                "name": node.name,
                "op": node.op.name,
                "value": node.value,
                "box": node.title if node.is_box else "",
            }
            for node in movie.graph.nodes
        ],
        "output": movie.graph.output,
        "seed": movie.backprop.seed,
        "gradients": {name: plain(value) for name, value in movie.gradients.items()},
        "captions": [frame.caption for frame in movie.frames] if asks else [],
    }


def plain(value: Any) -> Any:
    """Lists in the place of arrays."""
    return value.tolist() if hasattr(value, "tolist") else value


def complaints(example: Example, outcome: Outcome) -> list[str]:
    """What is not as the example asks; a line that names what is not followed excuses the rest."""
    wrong = [*_about_lines(example, outcome.said)]
    if example.fails:
        return wrong + ["something was drawn"] * (outcome.movie is not None)
    drawn = [*_about_movie(example, outcome)]
    if drawn and example.or_says and says(outcome.said, example.or_says):
        drawn = []
    return wrong + drawn


def says(lines: Iterable[str], words: tuple[str, ...]) -> bool:
    """True where one line holds all the words."""
    return any(all(word.lower() in line.lower() for word in words) for line in lines)


def find_gradient(gradients: Mapping[str, Any], name: str) -> Any:
    """The gradient of a name: by itself, or by its place in a list; None where it has none."""
    for spelling in name.split("|"):
        if spelling in gradients:
            return gradients[spelling]
        if match := re.fullmatch(r"(.+)\[(\d+|'\w+')\]", spelling):
            whole, place = find_gradient(gradients, match[1]), match[2]
            if isinstance(whole, list) and place.isdecimal() and int(place) < len(whole):
                return whole[int(place)]
            if isinstance(whole, dict) and not place.isdecimal():
                return whole.get(place[1:-1])
    return None


def is_near(got: Any, expected: Any) -> bool:
    """True for numbers or nested lists of equal shape and nearly equal numbers."""
    try:
        got, expected = np.asarray(got, float), np.asarray(expected, float)
    except (TypeError, ValueError):
        return False
    return got.shape == expected.shape and np.allclose(got, expected, rtol=1e-4, atol=1e-6)


@dataclass
class Ended:
    """How a program ended: its status, texts, CPU seconds and megabytes at most."""

    status: int
    stdout: str
    stderr: str
    seconds: float
    megabytes: float


def run_program(arguments: list[str], folder: Path, limit: float) -> Ended:
    """Run a program in a folder; it is killed after so many seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        program = subprocess.Popen(
            arguments, cwd=folder, stdout=out, stderr=err, start_new_session=True
        )
        timer = threading.Timer(limit, os.killpg, (program.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(program.pid, 0)
        timer.cancel()
        program.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    cpu = usage.ru_utime + usage.ru_stime
    return Ended(program.returncode, *texts, cpu, usage.ru_maxrss / 1024)


def command_complaints(command: Command, folder: Path) -> list[str]:
    """Run a command in a folder and return what speaks against how it ended."""
    for name, text in command.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    for name in command.pipes:
        (folder / name).parent.mkdir(exist_ok=True)
        os.mkfifo(folder / name)
    call = [sys.executable, *command.program.split(), *command.arguments.split()]
    ended = run_program(call, folder, command.limit)
    return [*_about_end(command, ended), *_about_files(command, folder)] + (
        [*_about_cost(command, ended, folder)] if command.plain else []
    )


def _about_end(command: Command, ended: Ended) -> Iterable[str]:
    lines = ended.stderr.splitlines()
    if ended.status != command.status:
        yield f"the status is {ended.status}, not {command.status}: {ended.stderr[-300:]}"
    if command.says and not says(lines, command.says):
        yield f"no line says {command.says}: {ended.stderr[-400:]}"
    for words in command.lists:
        if not says(ended.stdout.splitlines(), words):
            yield f"no line lists {words}: {ended.stdout[-400:]}"
    for word in command.quiet:
        if word in ended.stderr:
            yield f"stderr holds {word!r}: {ended.stderr[-400:]}"
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", ended.stderr):
        yield f"a control character is said: {ended.stderr[-300:]!r}"


def _about_files(command: Command, folder: Path) -> Iterable[str]:
    outputs = []
    for path in sorted(folder.glob("out/*.json")) if command.outputs is not None else ():
        data = json.loads(path.read_text(encoding="utf-8"))
        outputs.append(data["nodes"][data["output"]])
    names = tuple(output["name"] for output in outputs)
    if command.outputs is not None and names != command.outputs:
        yield f"the outputs are {names}, not {command.outputs}"
    values = [output["value"] for output in outputs]
    expected = command.values
    if command.final is not None:
        names_of_code: dict[str, Any] = {"__name__": "__main__"}
        with contextlib.redirect_stdout(None):
            exec(command.files["code.py"], names_of_code)
        expected = (names_of_code[command.final],)
    if expected is not None and not is_near(values, expected):
        yield f"the values are {values}, not {expected}"


def _about_cost(command: Command, ended: Ended, folder: Path) -> Iterable[str]:
    plain = run_program([sys.executable, str(command.plain)], folder, command.limit)
    if ended.seconds > 2 * plain.seconds + command.seconds:
        yield f"it took {ended.seconds:.1f} s of CPU, plain Python {plain.seconds:.1f} s"
    if ended.megabytes > plain.megabytes + command.megabytes:
        yield f"it took {ended.megabytes:.0f} MB, plain Python {plain.megabytes:.0f} MB"
    if command.prints and ended.stderr.splitlines()[: len(plain.stdout.splitlines())] != (
        plain.stdout.splitlines()
    ):
        yield f"it printed {ended.stderr[:200]!r}, plain Python {plain.stdout[:200]!r}"


def _about_lines(example: Example, said: list[str]) -> Iterable[str]:
    if example.says and not says(said, example.says):
        yield f"no line says {example.says}: {said}"
    for word in example.quiet:
        if says(said, (word,)):
            yield f"a line says {word}: {said}"
    for line in said:
        if "Traceback" in line or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line):
            yield f"a traceback or a control character is said: {line!r}"


def _about_movie(example: Example, outcome: Outcome) -> Iterable[str]:
    data = outcome.movie
    if data is None:
        yield f"nothing is drawn: {outcome.said}"
        return
    output = data["nodes"][data["output"]]
    if example.output is not None and output["name"] not in example.output.split("|"):
        yield f"the output is {output['name']}, not {example.output}"
    if output["name"] in example.never:
        yield f"{output['name']} is the output"
    if example.value is not None and not is_near(output["value"], example.value):
        yield f"the value is {output['value']}, not {example.value}"
    if example.seed is not None and not is_near(data["seed"], example.seed):
        yield f"the seed is {data['seed']}, not {example.seed}"
    yield from _about_gradients(example, data)
    yield from _about_captions(example, data)
    if example.seconds is not None and outcome.seconds > 2 * example.seconds:
        yield f"it took {outcome.seconds:.1f} s, not {example.seconds} s on an idle machine"
    yield from _about_passes(example, outcome.passes)
    boxes = tuple(node["box"] for node in data["nodes"] if node.get("box"))
    if example.boxes is not None and boxes != example.boxes:
        yield f"the boxes are {boxes}, not {example.boxes}"
    if example.most_nodes is not None and len(data["nodes"]) > example.most_nodes:
        yield f"{len(data['nodes'])} nodes are drawn, not {example.most_nodes} or fewer"


def _about_gradients(example: Example, data: Mapping[str, Any]) -> Iterable[str]:
    gradients = data["gradients"]
    for name, expected in example.gradients.items():
        if not is_near(got := find_gradient(gradients, name), expected):
            yield f"the gradient of {name} is {got!s:.90}, not {expected!s:.90}: {gradients!s:.200}"
    if example.inputs is not None and set(gradients) != set(example.inputs):
        yield f"the inputs are {sorted(gradients)}, not {sorted(example.inputs)}"
    if example.unique:
        names = [node["name"] for node in data["nodes"] if node["op"] == "leaf" and node["name"]]
        if len(set(names)) < len(names):
            yield f"two inputs have one name: {names}"
        strays = [name for name in names if find_gradient(gradients, name) is None]
        if strays:
            yield f"{strays} in the picture are not among the gradients {sorted(gradients)}"


def _about_captions(example: Example, data: Mapping[str, Any]) -> Iterable[str]:
    captions = [
        " / ".join([c.sentence, c.code, *map(str, c.vectors), c.remark]) for c in data["captions"]
    ]
    if example.captions and not says(captions, example.captions):
        yield f"no caption holds {example.captions}: {captions}"
    for word in example.no_caption:
        if says(captions, (word,)):
            yield f"a caption holds {word}"
    if example.last_caption is not None:
        vectors = [str(line) for line in data["captions"][-1].vectors]
        for_update = next((line for line in vectors if "update" in line), "")
        names = tuple(re.findall(r"(\w+) =", for_update)) or (for_update,)
        if sorted(names) != sorted(example.last_caption):
            yield f"for the update are {names}, not {example.last_caption}: {vectors}"


def _about_passes(example: Example, passes: list[Mapping[str, Any]]) -> Iterable[str]:
    outputs = [data["nodes"][data["output"]] for data in passes]
    if example.outputs is not None:
        names = tuple(output["name"] for output in outputs)
        if names != example.outputs:
            yield f"the passes have the outputs {names}, not {example.outputs}"
    if example.values is not None:
        values = [output["value"] for output in outputs]
        if not is_near(values, example.values):
            yield f"the passes have the values {values}, not {example.values}"
