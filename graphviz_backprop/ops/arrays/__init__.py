"""The operations on whole arrays. They need NumPy, so they are loaded where there are arrays."""

from graphviz_backprop.ops.arrays.arrange import ARRANGED, index, put, reshape, transpose
from graphviz_backprop.ops.arrays.binary_cross_entropy import binary_cross_entropy
from graphviz_backprop.ops.arrays.contraction import einsum, inner, outer, tensordot, vdot
from graphviz_backprop.ops.arrays.index_text import describe_part, index_of, is_row
from graphviz_backprop.ops.arrays.join import array, concatenate, stack
from graphviz_backprop.ops.arrays.layers import (
    cross_entropy,
    dense,
    dense_columns,
    jacobian,
    softmax,
    softmax_cross_entropy,
)
from graphviz_backprop.ops.arrays.log_sum_exp import logsumexp
from graphviz_backprop.ops.arrays.norm import has_norm_rule, norm
from graphviz_backprop.ops.arrays.numpy_call import STORAGE, NumpyCall, Slot, slots
from graphviz_backprop.ops.arrays.product import dot, matmul
from graphviz_backprop.ops.arrays.reduction import array_max, array_min, mean, total
from graphviz_backprop.ops.arrays.replayed import other, to_integers
from graphviz_backprop.ops.arrays.statistics import cumsum, diff, prod, std, var
from graphviz_backprop.ops.arrays.where import clip, where

__all__ = [
    "ARRANGED",
    "STORAGE",
    "NumpyCall",
    "Slot",
    "array",
    "array_max",
    "array_min",
    "binary_cross_entropy",
    "clip",
    "concatenate",
    "cross_entropy",
    "cumsum",
    "dense",
    "dense_columns",
    "describe_part",
    "diff",
    "dot",
    "einsum",
    "has_norm_rule",
    "index",
    "index_of",
    "inner",
    "is_row",
    "jacobian",
    "logsumexp",
    "matmul",
    "mean",
    "norm",
    "other",
    "outer",
    "prod",
    "put",
    "reshape",
    "slots",
    "softmax",
    "softmax_cross_entropy",
    "stack",
    "std",
    "tensordot",
    "to_integers",
    "total",
    "transpose",
    "var",
    "vdot",
    "where",
]
