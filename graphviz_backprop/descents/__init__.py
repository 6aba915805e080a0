"""Steps down the gradient: what the same graph gives once its inputs are changed (chapter 9)."""

from graphviz_backprop.descents.descent import Descent, descend
from graphviz_backprop.descents.descent_movie import DescentMovie
from graphviz_backprop.descents.meaning_movie import MeaningMovie
from graphviz_backprop.descents.own_movie import own_movie
from graphviz_backprop.descents.traced_descent import descend_function

__all__ = ["Descent", "DescentMovie", "MeaningMovie", "descend", "descend_function", "own_movie"]
