"""The content of each picture of the movie, as data."""

from graphviz_backprop.storyboard.captions.array_captions import is_over_arrays
from graphviz_backprop.storyboard.captions.passing import sentence_of_step
from graphviz_backprop.storyboard.captions.summary import nonfinite_text
from graphviz_backprop.storyboard.frames.complete_graph import make_complete_storyboard
from graphviz_backprop.storyboard.frames.folding import TERMS, Folding, find_folding
from graphviz_backprop.storyboard.frames.frame import (
    CALCULATION,
    FORWARD,
    RESULT,
    SEED,
    STEP,
    Caption,
    Frame,
    Storyboard,
    Vectors,
    is_calculation,
)
from graphviz_backprop.storyboard.frames.sequences import SEQUENCES
from graphviz_backprop.storyboard.storyboard import count_shots, make_storyboard
from graphviz_backprop.storyboard.texts.cutting import shortened, shortened_apart, shortened_line
from graphviz_backprop.storyboard.texts.gradients import GradientNames
from graphviz_backprop.storyboard.texts.grid import Grid, make_grid, shape_text
from graphviz_backprop.storyboard.texts.labels import entry_text, label, short_name, shortened_among
from graphviz_backprop.storyboard.texts.notation import flagged
from graphviz_backprop.storyboard.texts.variables import sorted_variables
from graphviz_backprop.storyboard.texts.words import plain_texts

__all__ = [
    "CALCULATION",
    "FORWARD",
    "RESULT",
    "SEED",
    "SEQUENCES",
    "STEP",
    "TERMS",
    "Caption",
    "Folding",
    "Frame",
    "GradientNames",
    "Grid",
    "Storyboard",
    "Vectors",
    "count_shots",
    "entry_text",
    "find_folding",
    "flagged",
    "is_calculation",
    "is_over_arrays",
    "label",
    "make_complete_storyboard",
    "make_grid",
    "make_storyboard",
    "nonfinite_text",
    "plain_texts",
    "sentence_of_step",
    "shape_text",
    "short_name",
    "shortened",
    "shortened_among",
    "shortened_apart",
    "shortened_line",
    "sorted_variables",
]
