"""The operations on whole arrays. They need NumPy, so they are loaded where there are arrays."""

from graphviz_backprop.ops.arrays.arrange import ARRANGED, index, put, reshape, transpose
from graphviz_backprop.ops.arrays.contraction import einsum, inner, outer, tensordot, vdot
from graphviz_backprop.ops.arrays.join import array, concatenate, stack
from graphviz_backprop.ops.arrays.layers import (
    cross_entropy,
    dense,
    jacobian,
    softmax,
    softmax_cross_entropy,
)
from graphviz_backprop.ops.arrays.log_sum_exp import logsumexp
from graphviz_backprop.ops.arrays.norm import has_norm_rule, norm
from graphviz_backprop.ops.arrays.product import dot, matmul
from graphviz_backprop.ops.arrays.reduction import array_max, array_min, mean, total
from graphviz_backprop.ops.arrays.replayed import other
from graphviz_backprop.ops.arrays.statistics import cumsum, diff, prod, std, var
from graphviz_backprop.ops.arrays.where import clip, where

__all__ = [
    "ARRANGED",
    "array",
    "array_max",
    "array_min",
    "clip",
    "concatenate",
    "cross_entropy",
    "cumsum",
    "dense",
    "diff",
    "dot",
    "einsum",
    "has_norm_rule",
    "index",
    "inner",
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
    "softmax",
    "softmax_cross_entropy",
    "stack",
    "std",
    "tensordot",
    "total",
    "transpose",
    "var",
    "vdot",
    "where",
]
