"""For dark slides and screens: light ink on a page that is nearly black."""

from dataclasses import replace

from graphviz_backprop.themes.book import BOOK
from graphviz_backprop.themes.theme import THEMES, Colors

THEMES.add(
    "dark",
    replace(
        BOOK,
        name="dark",
        colors=Colors(
            page="#12161c",
            name="#d6dae0",
            index="#6fb7d9",
            faint="#9aa3ad",
            ring="#4fa3c7",
            symbol="#ff7eb6",
            curve="#7fe3c4",
            wire="#c98a3a",
            dimmed="#707882",
            value="#7fe3c4",
            gradient="#ff5252",
            local="#b79cff",
            halo="#2e191d",
            panel="#171c23",
            frame="#707882",
        ),
    ),
)
