"""Makes `outputs/`, the gallery: `.venv/bin/python -m tests.gallery [FOLDER]`.

Nothing in that folder is edited by hand; a test compares it with what is made anew.
"""

from __future__ import annotations

import re
import shutil
import sys
import warnings
from pathlib import Path

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.figures import Figure
from tests.cases import CASES
from tests.layout_graphs import movie_of_program

OUTPUTS = Path(__file__).parent.parent / "outputs"
ANIMATION_WIDTH = 1600
FIGURE_WIDTH = 1000
# One calculation in the middle, and the complete graph.
IN_README = "9.17"
PROGRAM_WIDTH = 800  # as a README shows them
PROGRAMS_SHOWN = (
    "tanh by exp",
    "softmax of three",
    "two neurons",
    "2-3-1 in lists",
    "20 inputs",
    "fan-out of 10",
    "trunk of 10",
    "RNN, 3 steps",
    "LSTM cell",
    "attention 2 x 2",
    "convolution",
    "chain of 30",
)
_PAGE = """\
# Figures of this package

Made by `python -m tests.gallery`. Below are the complete figures of twelve programs of numbers, as
`--fit readme` draws them; the neuron of chapter 9 is in [figures](figures), figure by figure, and
as [a page](neuron.html) to download; [the README](../README.md) shows the others.
"""
PICTURES = ("two_layers", "dead_relu")


def make_gallery(folder: Path) -> None:
    """Make the gallery anew in this folder."""
    shutil.rmtree(folder, ignore_errors=True)
    neuron = gb.run(EXAMPLES["neuron"], check=False)
    neuron.save(folder / "neuron.gif")
    neuron.save(folder / "neuron.json")
    neuron.save(folder / "neuron.html")
    for figure in neuron.replace(sequence="book", width=FIGURE_WIDTH):
        name = f"figures/{figure.frame.figure}"
        figure.save(folder / f"{name}.svg")
        if figure.frame.figure == IN_README:
            figure.save(folder / f"{name}.png")
    neuron[11].save(folder / "figures" / "9.17.gv")
    small = neuron.replace(width=FIGURE_WIDTH)
    small.derive("x[0]").save(folder / "neuron.derive_x0.gif")
    small.descend(rate=0.001, steps=100).save(folder / "neuron.descent.gif")
    CASES["two_layers"].movie().save(folder / "two_layers" / "two_layers.html")
    movie_of_program("softmax of three").save(folder / "programs" / "softmax_of_three.html")
    for name in PICTURES:
        movie = CASES[name].movie()
        movie = movie.replace(width=min(ANIMATION_WIDTH, round(movie.rendering.scene.width * 2.26)))
        _save_two(movie, folder / name)
    (folder / "marked.png").write_bytes(_marked().small_png)
    layer = gb.run(EXAMPLES["layer"], check=False).replace(width=FIGURE_WIDTH)
    _save_two(layer, folder / "layer", which=-1)
    layer.save(folder / "layer" / "layer.gif")
    layer.derive("weights").save(folder / "layer" / "derive_weights.png")
    network = gb.run(EXAMPLES["network"], check=False).replace(width=FIGURE_WIDTH)
    _save_two(network, folder / "network")
    routes = network.both_routes().replace(width=ANIMATION_WIDTH)
    (folder / "network" / "both_routes.png").write_bytes(routes[-1].small_png)
    text = [_PAGE]
    for name in PROGRAMS_SHOWN:
        movie = movie_of_program(name).replace(fit="readme", width=PROGRAM_WIDTH)
        ends = list(movie)[movie.rendering.storyboard.complete :]
        text.append(f"\n## {name[0].upper()}{name[1:]}\n")
        for page, figure in enumerate(ends, start=1):
            which = f"_{page}" if len(ends) > 1 else ""
            path = folder / "programs" / f"{re.sub(r'[ ,]+', '_', name)}{which}.png"
            path.write_bytes(figure.small_png)
            alt = " ".join(figure.frame.alt.split())
            text.append(f"\n![{alt}]({path.relative_to(folder).as_posix()})\n")
    (folder / "README.md").write_text("".join(text), encoding="utf-8")
    layers = CASES["two_layers"].movie().replace(sequence="book", width=ANIMATION_WIDTH)
    layers.save(folder / "two_layers" / "two_layers.gif")


def _marked() -> Figure:
    """The complete figure of the neuron with a slip in its backward pass."""
    right = EXAMPLES["neuron"].read_text(encoding="utf-8")
    code = right.replace("drelu_dxw1 = drelu_dz * 1.0", "drelu_dxw1 = drelu_dz * 13.0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the slip
        movie = gb.run(code=code).replace(width=FIGURE_WIDTH)
    arrival = [f.index for f in movie.frames if any(not n.is_right for n in f.caption.by_hand)]
    return movie[arrival[1]]


def _save_two(movie: gb.Movie, folder: Path, which: int | None = None) -> None:
    """A calculation, the one in the middle unless another is wanted, and the complete graph."""
    folder.mkdir(parents=True, exist_ok=True)
    calculations = [f.index for f in movie.frames[:-1] if f.kind == "step"]
    which = len(calculations) // 2 if which is None else which
    (folder / "calculation.png").write_bytes(movie[calculations[which]].small_png)
    (folder / "complete.png").write_bytes(movie[-1].small_png)


if __name__ == "__main__":
    make_gallery(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUTS)
