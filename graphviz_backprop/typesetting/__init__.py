"""Text and formulas: the one place that knows typst."""

from graphviz_backprop.typesetting.fonts import (
    BUNDLED,
    EXTRA,
    MATH,
    MONO,
    SERIF,
    FontSet,
    default_fonts,
    extra_folders,
    named_fonts,
    using,
)
from graphviz_backprop.typesetting.letters import (
    drawable,
    is_right_to_left,
    left_to_right,
    mono_width,
    reaches_far,
    runs,
)
from graphviz_backprop.typesetting.typst_engine import (
    MONO_ADVANCE,
    compile_pages,
    compile_pdf,
    formula,
    ink_box,
    measure,
    prepare,
    string,
)

__all__ = [
    "BUNDLED",
    "EXTRA",
    "MATH",
    "MONO",
    "MONO_ADVANCE",
    "SERIF",
    "FontSet",
    "compile_pages",
    "compile_pdf",
    "default_fonts",
    "drawable",
    "extra_folders",
    "formula",
    "ink_box",
    "is_right_to_left",
    "left_to_right",
    "measure",
    "mono_width",
    "named_fonts",
    "prepare",
    "reaches_far",
    "runs",
    "string",
    "using",
]
