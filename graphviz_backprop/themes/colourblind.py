"""For readers of any colour vision: value, gradient and local derivative far apart for all."""

from dataclasses import replace

from graphviz_backprop.themes.book import BOOK
from graphviz_backprop.themes.theme import THEMES, Colors

THEMES.add(
    "colourblind",
    replace(
        BOOK,
        name="colourblind",
        colors=Colors(
            page="#ffffff",
            name="#333333",
            index="#333333",
            faint="#666666",
            ring="#4d4d4d",
            symbol="#000000",
            curve="#1a4bd0",
            wire="#9b7a2f",
            dimmed="#8a8a8a",
            value="#1a4bd0",
            gradient="#db1a10",
            local="#4a0d3a",
            halo="#fff5f0",
            panel="#fafbfc",
            frame="#8a8a8a",
        ),
    ),
)
