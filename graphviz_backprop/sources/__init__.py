"""Where code comes from: one file for each kind of file that a reader has."""

from graphviz_backprop.sources.source import SOURCES, Cell, Program, read_program, where

__all__ = ["SOURCES", "Cell", "Program", "read_program", "where"]
