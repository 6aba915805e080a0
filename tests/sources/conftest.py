"""What the tests of sources ask for."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from graphviz_backprop.backward import backpropagate
from graphviz_backprop.capture import run_program
from graphviz_backprop.sources import Program, choose_cells, read_program


class Source:
    """Writes a file and runs it in this process, where tests can listen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str, text: str | bytes, cells: str | None = None) -> Program:
        data = text if isinstance(text, bytes) else textwrap.dedent(text).encode()
        (self.folder / name).write_bytes(data)
        program = read_program(self.folder / name)
        return program if cells is None else choose_cells(program, cells)

    def gradients(self, name: str, text: str | bytes, cells: str | None = None) -> dict:
        [graph] = run_program(self.read(name, text, cells))
        return backpropagate(graph, 1.0).by_variable()


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source(tmp_path)
