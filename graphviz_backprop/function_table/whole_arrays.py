"""Functions of whole arrays that have a derivative."""

from functools import partial

from graphviz_backprop.function_table.function import Function, Kind

_reduction = partial(Function, kind=Kind.REDUCTION)
REDUCTIONS = (
    _reduction("sum", op="numpy.sum", counts_from=1),
    _reduction("add.reduce", op="numpy.sum"),
    _reduction("mean", op="numpy.mean", counts_from=1),
    _reduction("max", op="numpy.max", also="amax", counts_from=1),
    _reduction("maximum.reduce", op="numpy.max"),
    _reduction("min", op="numpy.min", also="amin", counts_from=1),
    _reduction("minimum.reduce", op="numpy.min"),
    _reduction("prod", counts_from=1),
    _reduction("multiply.reduce"),
    _reduction("var", counts_from=1),
    _reduction("std", counts_from=1),
    _reduction("cumsum", counts_from=1),
    _reduction("cumulative_sum"),
    _reduction("add.accumulate"),
    _reduction("cumprod", counts_from=1),
    _reduction("multiply.accumulate"),
    _reduction("median", counts_from=1),
    _reduction("average", counts_from=1),
    _reduction("ptp", counts_from=1),
    _reduction("nansum"),
    _reduction("nanmean"),
    _reduction("linalg.norm"),
    _reduction("trace", counts_from=1),
    _reduction("trapezoid"),
    _reduction("diff", counts_from=1),
)

_product = partial(Function, kind=Kind.PRODUCT)
PRODUCTS = (
    _product("dot", op="dot", parameters="a b out"),
    _product("matmul", op="matmul", operator="matmul", parameters="a b out"),
    _product("inner"),
    _product("outer"),
    _product("vdot"),
    _product("vecdot"),
    _product("matvec"),
    _product("vecmat"),
    _product("tensordot"),
    _product("kron"),
    _product("cross"),
    _product("convolve"),
    _product("correlate"),
    _product("einsum"),
    _product("add.outer"),
    _product("subtract.outer"),
    _product("multiply.outer"),
    _product("divide.outer"),
    _product("linalg.multi_dot"),
)
