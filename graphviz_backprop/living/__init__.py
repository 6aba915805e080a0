"""The living figure: one page on which the reader's numbers can be changed."""

from graphviz_backprop.living.html_page import make_page
from graphviz_backprop.living.rendered import for_page

__all__ = ["for_page", "make_page"]
