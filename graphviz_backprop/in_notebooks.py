"""What a notebook is given: a movie as its page, figures side by side, each with a fallback."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping

from graphviz_backprop.figures import Figure
from graphviz_backprop.formats import FORMATS, MovieFormat, unwatched
from graphviz_backprop.living import make_page
from graphviz_backprop.paint import below_each_other
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.saving import check_fit

_LARGEST_GIF = 700_000  # bytes, of a notebook that holds it beside the page
_CONTROLS, _LEAST, _MOST = 440.0, 620, 1100  # pixels of a page's height


def movie_bundle(rendering: Rendering, text: str) -> Mapping[str, str]:
    """A movie for Jupyter: its page in a frame of its own, which needs no kernel.

    The page can run its script and reach nothing else. Where HTML is left out the animation is
    shown, or the complete figure, as a picture on paper is.

    Args:
        rendering: the movie.
        text: what is shown where there are only letters.
    """
    check_fit(rendering, ["gif"])
    bundle = {"text/plain": text, "text/html": _framed(rendering)}
    gif = _movie_format("gif").make(rendering, unwatched)
    if len(gif) <= _LARGEST_GIF:
        bundle["image/gif"] = base64.b64encode(gif).decode()
    complete = Figure(rendering, rendering.storyboard.complete).small_png
    bundle["image/png"] = base64.b64encode(complete).decode()
    return bundle


def _movie_format(name: str) -> MovieFormat:
    kind = FORMATS[name]
    assert isinstance(kind, MovieFormat)
    return kind


def _framed(rendering: Rendering) -> str:
    page = html.escape(make_page(rendering))
    height = min(max(_LEAST, round(rendering.scene.height + _CONTROLS)), _MOST)
    return (
        f'<iframe sandbox="allow-scripts" title="{html.escape(rendering.title)}" '
        f'srcdoc="{page}" width="100%" height="{height}" style="border:0"></iframe>'
    )


class Figures(list[Figure]):
    """Some figures of a movie, `movie[10:13]`: a list that a notebook shows as pictures."""

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Mapping[str, str]:
        """For Jupyter: the pictures below each other, each with its description."""
        images = "<br>".join(one.html_image for one in self)
        bundle = {"text/plain": repr(list(self)), "text/html": images}
        if self:
            bundle["image/png"] = base64.b64encode(
                below_each_other([one.small_png for one in self])
            ).decode()
        return bundle
