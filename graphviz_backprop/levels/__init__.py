"""The views of one program: every number by itself, whole arrays, or layers."""

from typing import TYPE_CHECKING

from graphviz_backprop.lazy_names import lazy_names

if TYPE_CHECKING:
    from graphviz_backprop.levels.coarser import as_layers, with_grids
    from graphviz_backprop.levels.collapse import collapse, refuse_unknown
    from graphviz_backprop.levels.level import ARRAY, ELEMENT, LAYER, LEVELS, is_readable
    from graphviz_backprop.levels.regroup.unlike_numbers import tell_what_stays_numbers
    from graphviz_backprop.levels.routes import both_routes
    from graphviz_backprop.levels.simplify import simplify
    from graphviz_backprop.levels.unused_inputs import tell_what_is_not_drawn
    from graphviz_backprop.levels.view import DEFAULT_VIEW, View
else:  # What draws a graph needs no other view of it.
    __getattr__ = lazy_names(
        __name__,
        {
            "coarser": ("as_layers", "with_grids"),
            "collapse": ("collapse", "refuse_unknown"),
            "level": ("ARRAY", "ELEMENT", "LAYER", "LEVELS", "is_readable"),
            "regroup.unlike_numbers": ("tell_what_stays_numbers",),
            "routes": ("both_routes",),
            "simplify": ("simplify",),
            "unused_inputs": ("tell_what_is_not_drawn",),
            "view": ("DEFAULT_VIEW", "View"),
        },
    )

__all__ = [
    "ARRAY",
    "DEFAULT_VIEW",
    "ELEMENT",
    "LAYER",
    "LEVELS",
    "View",
    "as_layers",
    "both_routes",
    "collapse",
    "is_readable",
    "refuse_unknown",
    "simplify",
    "tell_what_is_not_drawn",
    "tell_what_stays_numbers",
    "with_grids",
]
