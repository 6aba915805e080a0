"""For paper, in black and white too: no tints, dark thin lines, roles that differ in grey."""

from dataclasses import replace

from graphviz_backprop.themes.book import BOOK
from graphviz_backprop.themes.theme import THEMES, Colors

THEMES.add(
    "print",
    replace(
        BOOK,
        name="print",
        colors=Colors(
            page="#ffffff",
            name="#000000",
            index="#000000",
            faint="#4d4d4d",
            ring="#000000",
            symbol="#000000",
            curve="#000000",
            wire="#4d4d4d",
            dimmed="#737373",
            value="#00251c",
            gradient="#cf1020",
            local="#4a1fa8",
            halo="#ffffff",
            panel="#ffffff",
            frame="#4d4d4d",
        ),
        sizes=replace(BOOK.sizes, hairline=0.8, ring_line=2.4),
    ),
)
