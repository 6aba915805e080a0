"""The operations on whole arrays. They need NumPy, so they are loaded where there are arrays."""

from graphviz_backprop.ops.arrays.arrange import index, put, reshape, transpose
from graphviz_backprop.ops.arrays.join import array, concatenate, stack
from graphviz_backprop.ops.arrays.layers import (
    cross_entropy,
    dense,
    jacobian,
    softmax,
    softmax_cross_entropy,
)
from graphviz_backprop.ops.arrays.product import dot, matmul
from graphviz_backprop.ops.arrays.reduction import array_max, array_min, mean, total
from graphviz_backprop.ops.arrays.replayed import other
from graphviz_backprop.ops.arrays.where import clip, where

__all__ = [
    "array",
    "array_max",
    "array_min",
    "clip",
    "concatenate",
    "cross_entropy",
    "dense",
    "dot",
    "index",
    "jacobian",
    "matmul",
    "mean",
    "other",
    "put",
    "reshape",
    "softmax",
    "softmax_cross_entropy",
    "stack",
    "total",
    "transpose",
    "where",
]
