"""The operations: each its value, its vjps and how it is written and drawn."""

from graphviz_backprop.ops.activation import relu, sigmoid, tanh
from graphviz_backprop.ops.arithmetic import add, div, mul, neg, power, sub
from graphviz_backprop.ops.composite import layer
from graphviz_backprop.ops.elementary import cos, exp, log, sin, sqrt
from graphviz_backprop.ops.op import (
    CONSTANT,
    LEAF,
    OPS,
    Number,
    Op,
    Options,
    op_named,
    opaque,
    register,
)
from graphviz_backprop.ops.selection import absolute, maximum, minimum, select

__all__ = [
    "CONSTANT",
    "LEAF",
    "OPS",
    "Number",
    "Op",
    "Options",
    "absolute",
    "add",
    "cos",
    "div",
    "exp",
    "layer",
    "log",
    "maximum",
    "minimum",
    "mul",
    "neg",
    "op_named",
    "opaque",
    "power",
    "register",
    "relu",
    "select",
    "sigmoid",
    "sin",
    "sqrt",
    "sub",
    "tanh",
]
