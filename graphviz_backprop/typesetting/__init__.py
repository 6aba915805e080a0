"""Text and formulas: the one place that knows typst."""

from graphviz_backprop.typesetting.typst_engine import (
    MATH,
    MONO,
    MONO_ADVANCE,
    SERIF,
    compile_pages,
    drawable,
    formula,
    ink_box,
    measure,
    mono_width,
    string,
)

__all__ = [
    "MATH",
    "MONO",
    "MONO_ADVANCE",
    "SERIF",
    "compile_pages",
    "drawable",
    "formula",
    "ink_box",
    "measure",
    "mono_width",
    "string",
]
