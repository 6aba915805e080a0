"""Figures in documentation: a block of code becomes a picture, made once for equal content."""

from graphviz_backprop.documents.block import OPTIONS, Block
from graphviz_backprop.documents.embedding import Embedded, embed, page_frame

__all__ = ["OPTIONS", "Block", "Embedded", "embed", "page_frame"]
