"""Functions of whole arrays that have a derivative."""

from functools import partial

from graphviz_backprop.function_table.function import Function, Kind

_reduction = partial(Function, kind=Kind.REDUCTION)
REDUCTIONS = (
    _reduction("sum", op="numpy.sum", counts_from=1),
    _reduction("add.reduce", op="numpy.sum", parameters="a axis dtype out keepdims"),
    _reduction("mean", op="numpy.mean", counts_from=1),
    _reduction("max", op="numpy.max", also="amax", counts_from=1),
    _reduction("maximum.reduce", op="numpy.max", parameters="a axis dtype out keepdims"),
    _reduction("min", op="numpy.min", also="amin", counts_from=1),
    _reduction("minimum.reduce", op="numpy.min", parameters="a axis dtype out keepdims"),
    _reduction("prod", op="prod", counts_from=1),
    _reduction("multiply.reduce", op="prod", parameters="a axis dtype out keepdims"),
    _reduction("var", op="var", counts_from=1),
    _reduction("std", op="std", counts_from=1),
    _reduction("cumsum", op="cumsum", counts_from=1),
    _reduction("cumulative_sum"),
    _reduction("add.accumulate", op="cumsum", parameters="a axis dtype out"),
    _reduction("cumprod", counts_from=1),
    _reduction("multiply.accumulate"),
    _reduction("median", counts_from=1),
    _reduction("average", counts_from=1),
    _reduction("ptp", counts_from=1),
    _reduction("nansum"),
    _reduction("nanmean"),
    _reduction("linalg.norm", op="norm", counts_from=1),
    _reduction("linalg.vector_norm"),
    _reduction("linalg.matrix_norm"),
    _reduction("trace", counts_from=1),
    _reduction("linalg.trace", counts_from=1),
    _reduction("trapezoid"),
    _reduction("diff", op="diff", counts_from=1),
)

_product = partial(Function, kind=Kind.PRODUCT)
PRODUCTS = (
    _product("dot", op="dot", parameters="a b out"),
    _product("matmul", op="matmul", operator="matmul", parameters="a b out"),
    _product("inner", op="inner", parameters="a b"),
    _product("outer", op="outer"),
    _product("vdot", op="vdot", parameters="a b"),
    _product("vecdot"),
    _product("matvec"),
    _product("vecmat"),
    _product("tensordot", op="tensordot", counts_from=2),
    _product("kron"),
    _product("cross"),
    _product("convolve"),
    _product("correlate"),
    _product("einsum", op="einsum"),
    _product("add.outer"),
    _product("subtract.outer"),
    _product("multiply.outer", op="tensordot", parameters="a b"),
    _product("divide.outer"),
    _product("linalg.multi_dot"),
    _product("linalg.matmul"),
    _product("linalg.outer"),
    _product("linalg.vecdot"),
    _product("linalg.tensordot", counts_from=2),
    _product("linalg.cross"),
)
