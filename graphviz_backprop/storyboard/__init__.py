"""What each picture of the movie shows, as data."""

from graphviz_backprop.storyboard.frame import (
    CALCULATION,
    FORWARD,
    RESULT,
    SEED,
    Caption,
    Frame,
    Storyboard,
    Vectors,
)
from graphviz_backprop.storyboard.labels import label, short_name, shortened
from graphviz_backprop.storyboard.sequences import SEQUENCES
from graphviz_backprop.storyboard.storyboard import make_storyboard
from graphviz_backprop.storyboard.summary import trouble_text

__all__ = [
    "CALCULATION",
    "FORWARD",
    "RESULT",
    "SEED",
    "SEQUENCES",
    "Caption",
    "Frame",
    "Storyboard",
    "Vectors",
    "label",
    "make_storyboard",
    "short_name",
    "shortened",
    "trouble_text",
]
