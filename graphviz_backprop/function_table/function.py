"""A row of the table, about one function."""

from __future__ import annotations

from enum import Enum

from graphviz_backprop.quick_dataclass import quick_dataclass


class Kind(Enum):
    """Kinds of functions: each kind's calls are recorded and differentiated in one way."""

    ELEMENTWISE = "each number by itself"
    REDUCTION = "many numbers to fewer, over all of an array or along an axis"
    PRODUCT = "sums of products"
    ARRANGEMENT = "moves the numbers of an array, computes nothing"
    JOIN = "one array of several"
    CONVERSION = "the same numbers, copied or of another type"
    CHOICE = "takes each number from one of its arguments"
    WRITER = "writes to its first argument"
    PART = "a part of an array, as an index takes it"
    WRITE = "an array after a write into a part of it, as an assignment to an index makes it"
    CHOSEN = "data that other data has decided: the class of each point"
    OTHER = "computes with numbers in a way of its own"
    DECISION = "decides: its result is a constant and has no derivative"
    MAKER = "makes an array: its arguments say how large and of what kind"


@quick_dataclass(frozen=True, slots=True)
class Function:
    """A function under all its names. Several names in one text stand apart by spaces.

    Attributes:
        name: NumPy's own name of it, under `np.`: "arctan2", "linalg.norm", "add.reduce"; where
            NumPy has none, Python's. Where a method does something else: "ndarray.sort".
        kind: what it does.
        op: the name of its op; empty where its elements are replayed, or it has no derivative.
        also: other names that NumPy has for it.
        python: the same function in Python's modules: "math.atan2", "builtins.abs".
        operator: the one of Python that calls it on arrays, by its name in the module `operator`.
        counts_from: the argument from which on integers are shapes, lengths and axes; None where
            they are data.
        parameters: the names of its arguments, where NumPy before 2.4 does not tell them.
    """

    name: str
    kind: Kind
    op: str = ""
    also: str = ""
    python: str = ""
    operator: str = ""
    counts_from: int | None = None
    parameters: str = ""
