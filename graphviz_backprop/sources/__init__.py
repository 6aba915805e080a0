"""Where code comes from: one file for each kind of text that holds a reader's code."""

from graphviz_backprop.sources.cell_choice import choose_cells
from graphviz_backprop.sources.program import STDIN, read_code, read_program
from graphviz_backprop.sources.replaced_inputs import with_inputs
from graphviz_backprop.sources.source import (
    SOURCES,
    Cell,
    Program,
    Source,
    cell_number,
    code_line,
    where,
)

__all__ = [
    "SOURCES",
    "STDIN",
    "Cell",
    "Program",
    "Source",
    "cell_number",
    "choose_cells",
    "code_line",
    "read_code",
    "read_program",
    "where",
    "with_inputs",
]
