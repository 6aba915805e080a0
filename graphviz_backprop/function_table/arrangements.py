"""Functions that move, join, copy and choose numbers, and those that write them."""

from functools import partial

from graphviz_backprop.function_table.function import Function, Kind

_arrangement = partial(Function, kind=Kind.ARRANGEMENT)
ARRANGEMENTS = (
    _arrangement("reshape", counts_from=1),
    _arrangement("ravel"),
    _arrangement("flatten"),
    _arrangement("resize", counts_from=1),
    _arrangement("transpose", also="permute_dims", counts_from=1),
    _arrangement("swapaxes", counts_from=1),
    _arrangement("moveaxis", counts_from=1),
    _arrangement("rollaxis"),
    _arrangement("squeeze", counts_from=1),
    _arrangement("expand_dims", counts_from=1),
    _arrangement("atleast_1d"),
    _arrangement("atleast_2d"),
    _arrangement("atleast_3d"),
    _arrangement("broadcast_to", counts_from=1),
    _arrangement("matrix_transpose"),
    _arrangement("take", counts_from=1),
    _arrangement("take_along_axis"),
    _arrangement("getitem"),
    _arrangement("item", counts_from=1),
    _arrangement("delete", counts_from=1),
    _arrangement("repeat", op="repeat", counts_from=1),
    _arrangement("tile", op="tile", counts_from=1),
    _arrangement("roll", op="roll", counts_from=1),
    _arrangement("flip", counts_from=1),
    _arrangement("fliplr"),
    _arrangement("flipud"),
    _arrangement("rot90", counts_from=1),
    _arrangement("diag", op="diag", counts_from=1),
    _arrangement("diagflat", op="diag"),
    _arrangement("diagonal", counts_from=1),
    _arrangement("triu", op="triu", counts_from=1),
    _arrangement("tril", op="tril", counts_from=1),
    _arrangement("compress"),
    _arrangement("extract"),
    _arrangement("pad", op="pad", counts_from=1),
    _arrangement("split", counts_from=1),
    _arrangement("array_split", counts_from=1),
    _arrangement("sort", op="sort", counts_from=1),
    _arrangement("partition", op="partition", counts_from=1),
    _arrangement("lib.stride_tricks.sliding_window_view", counts_from=1),
)

_join = partial(Function, kind=Kind.JOIN)
JOINS = (
    _join(
        "concatenate", op="concatenate", also="concat", counts_from=1, parameters="arrays axis out"
    ),
    _join("stack", op="stack", counts_from=1),
    _join("vstack", op="concatenate", also="row_stack"),
    _join("hstack", op="concatenate"),
    _join("dstack"),
    _join("column_stack", op="concatenate"),
    _join("append", op="concatenate"),
    _join("insert"),
)

_conversion = partial(Function, kind=Kind.CONVERSION)
CONVERSIONS = (
    _conversion("array", parameters="a dtype ndmin"),
    _conversion("asarray", parameters="a dtype order"),
    _conversion("asanyarray", parameters="a dtype order"),
    _conversion("ascontiguousarray", parameters="a dtype order"),
    _conversion("asfortranarray"),
    _conversion("copy", parameters="a order subok"),
    _conversion("require"),
    _conversion("astype", counts_from=1),
    _conversion("float16", parameters="a dtype order"),
    _conversion("float32", parameters="a dtype order"),
    _conversion("float64", parameters="a dtype order"),
    _conversion("longdouble"),
    _conversion("int8"),
    _conversion("int16"),
    _conversion("int32"),
    _conversion("int64"),
    _conversion("uint8"),
    _conversion("uint16"),
    _conversion("uint32"),
    _conversion("uint64"),
    _conversion("fromiter"),
    _conversion("conjugate", also="conj"),
    _conversion("real"),
)

_choice = partial(Function, kind=Kind.CHOICE)
CHOICES = (
    _choice("where", op="where", parameters="condition x y"),
    _choice("clip", op="clip", parameters="a min max a_min a_max"),
    _choice("nan_to_num"),
    _choice("choose"),
    _choice("select"),
)

_writer = partial(Function, kind=Kind.WRITER)
WRITERS = (
    _writer("copyto"),
    _writer("put"),
    _writer("place"),
    _writer("putmask"),
    _writer("put_along_axis"),
    _writer("fill_diagonal"),
    _writer("fill"),
    _writer("ndarray.partition"),
    _writer("ndarray.sort", op="sort", counts_from=1),
    _writer("itemset"),
    _writer("add.at"),
)
OTHERS = (
    Function("full_like", Kind.OTHER),
    Function("round", Kind.OTHER, also="round_ around", counts_from=1),
)
