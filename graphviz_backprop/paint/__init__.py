"""From marks to pictures: typst paints, Pillow puts frames together."""

from typing import TYPE_CHECKING

from graphviz_backprop.lazy_names import lazy_names

if TYPE_CHECKING:
    from graphviz_backprop.paint.animation import Shot, make_gif
    from graphviz_backprop.paint.few_colors import FewColors
    from graphviz_backprop.paint.ink import page_of
    from graphviz_backprop.paint.moments import Timeline, make_timeline
    from graphviz_backprop.paint.raster import Raster
    from graphviz_backprop.paint.several_pictures import below_each_other
    from graphviz_backprop.paint.shorter_svg import compact
    from graphviz_backprop.paint.vector import Vector, clean_text
    from graphviz_backprop.paint.whole_frames import (
        Pixels,
        whole_pictures,
        without_transparency,
    )
else:  # An SVG needs no NumPy, a GIF nothing of SVG.
    __getattr__ = lazy_names(
        __name__,
        {
            "animation": ("Shot", "make_gif"),
            "few_colors": ("FewColors",),
            "ink": ("page_of",),
            "moments": ("Timeline", "make_timeline"),
            "raster": ("Raster",),
            "several_pictures": ("below_each_other",),
            "shorter_svg": ("compact",),
            "vector": ("Vector", "clean_text"),
            "whole_frames": ("Pixels", "whole_pictures", "without_transparency"),
        },
    )

__all__ = [
    "FewColors",
    "Pixels",
    "Raster",
    "Shot",
    "Timeline",
    "Vector",
    "below_each_other",
    "clean_text",
    "compact",
    "make_gif",
    "make_timeline",
    "page_of",
    "whole_pictures",
    "without_transparency",
]
