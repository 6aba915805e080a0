"""The table of functions: each row is true of Python's and NumPy's functions, and lacks nothing."""

from __future__ import annotations

import builtins
import inspect
import math
import operator
import subprocess
import sys
import warnings
from collections import Counter
from functools import reduce

import numpy as np
import pytest

from graphviz_backprop.function_table import (
    FUNCTIONS,
    OF_OPERATOR,
    Function,
    Kind,
    kind_of,
    numpy_name,
)
from graphviz_backprop.ops import OPS, Op
from tests.op_references import ELEMENTWISE, WHOLE

MODULES = {"builtins": builtins, "math": math, "operator": operator}
# NumPy has them in newer or in older versions, SciPy has them, or they are methods of arrays.
ELSEWHERE = frozenset(
    (
        "erf erfc round_ row_stack cumulative_sum vecdot matvec vecmat in1d itemset trapezoid "
        "getitem"
    ).split()
)
# Ops that no one function is: they are recognised by how they are written, or are parts of arrays.
WITHOUT_FUNCTION = frozenset(
    (
        "relu select sigmoid dense dense_columns logsumexp softmax cross_entropy "
        "softmax_cross_entropy binary_cross_entropy array stack index put reshape transpose"
    ).split()
)
WRAPPED = frozenset("amax amin rad2deg deg2rad around row_stack".split())
ROWS = FUNCTIONS.values()


def numpys(name):
    """The function of this name, or None."""
    try:
        return reduce(getattr, name.split("."), np)
    except AttributeError:
        return getattr(np.ndarray, name, None)


def pythons(name):
    module, _, function = name.partition(".")
    return getattr(MODULES[module], function, None)


def lacking(row: Function) -> list[str]:
    """What a row of the table still lacks, in words; nothing where it is complete."""
    names = [name for name in (row.name, *row.also.split()) if numpys(name) is None]
    found = [f"numpy has no {name}" for name in names if name not in ELSEWHERE]
    found += [f"no Python function {name}" for name in row.python.split() if pythons(name) is None]
    if row.operator and not hasattr(operator, row.operator):
        found.append(f"no operator {row.operator}")
    if row.python and not row.op:
        found.append("a Python function, but no op")
    if not row.op:
        return found
    op = OPS.get(row.op)
    if op is None:
        return [*found, f"no op {row.op}: register one in ops/"]
    return found + [f"op {row.op}: {part}" for part in _lacking_of(op, row.kind)]


def _lacking_of(op: Op, kind: Kind) -> list[str]:
    found = []
    if op.is_elementwise != (kind is Kind.ELEMENTWISE):
        found.append(f"is no op of the kind {kind.name}")
    found += [] if op.vjps else ["no vjp"]
    found += [] if op.samples else ["no samples to check its gradient at"]
    found += [] if op.rule or op.formula else ["no formula"]
    found += [] if op.noun else ["no noun for captions"]
    if op.is_elementwise:
        found += [] if op.slopes else ["no rule for its derivatives"]
        found += [] if op.name in ELEMENTWISE else ["no reference in tests/op_references.py"]
        is_single = len(op.vjps) == 1 and not op.variadic
        is_drawn = op.curve is not None or len(op.symbol) < 4
        found += [] if is_drawn or not is_single else ["no curve, nor a short symbol"]
    else:
        found += [] if op.gradients else ["no rule for its gradients"]
        found += [] if op.name in WHOLE else ["no reference in tests/op_references.py"]
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_lacks_nothing(row):
    assert lacking(row) == []


BROKEN = [
    (Function("arctn", Kind.ELEMENTWISE, op="atan"), "numpy has no arctn"),
    (Function("sinc", Kind.ELEMENTWISE, op="sinc"), "no op sinc: register one in ops/"),
    (Function("arctan", Kind.ELEMENTWISE, python="math.tn"), "no Python function math.tn"),
    (Function("sum", Kind.ELEMENTWISE, op="numpy.sum"), "is no op of the kind ELEMENTWISE"),
    (Function("add", Kind.ELEMENTWISE, op="add", operator="plus"), "no operator plus"),
    (Function("trunc", Kind.ELEMENTWISE, python="math.trunc"), "a Python function, but no op"),
]


@pytest.mark.parametrize(("row", "lack"), BROKEN, ids=[lack for _, lack in BROKEN])
def test_a_broken_row_is_named(row, lack):
    assert any(lack in text for text in lacking(row))


def test_an_incomplete_op_is_named():
    op = Op(name="half", symbol="half", noun="half", code="half({a})", forward=lambda x: x / 2)
    assert _lacking_of(op, Kind.ELEMENTWISE) == [
        "no vjp",
        "no samples to check its gradient at",
        "no formula",
        "no rule for its derivatives",
        "no reference in tests/op_references.py",
    ]


def test_each_name_stands_in_one_row():
    names = [name for row in ROWS for name in (row.name, *row.also.split())]
    names += [name for row in ROWS for name in row.python.split()]
    names += [f"operator {row.operator}" for row in ROWS if row.operator]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_each_op_has_a_row():
    used = {row.op for row in ROWS}
    assert {name for name in OPS if name not in used} <= WITHOUT_FUNCTION
    assert used - {""} <= set(OPS)


NAMES = [(row, name) for row in ROWS if row.op for name in (row.name, *row.also.split())]
NAMES = [(row, name) for row, name in NAMES if kind_of(row.name) is Kind.ELEMENTWISE]
NAMES = [(row, name) for row, name in NAMES if numpys(name) is not None]


@pytest.mark.parametrize(("row", "name"), NAMES, ids=[name for _, name in NAMES])
def test_numpys_function_gives_what_the_op_gives(row, name):
    for sample in OPS[row.op].samples:
        args = sample[:2] if OPS[row.op].variadic else sample
        assert numpys(name)(*args) == pytest.approx(OPS[row.op].forward(*args), rel=1e-12)


PYTHONS = [(row, name) for row in ROWS for name in row.python.split()]


@pytest.mark.parametrize(("row", "name"), PYTHONS, ids=[name for _, name in PYTHONS])
def test_pythons_function_gives_what_the_op_gives(row, name):
    for sample in OPS[row.op].samples:
        args = sample[:2] if OPS[row.op].variadic else sample
        assert pythons(name)(*args) == OPS[row.op].forward(*args)


def test_other_names_are_the_same_function():
    for row in ROWS:
        for other in row.also.split():
            assert numpy_name(other) == row.name
            function, same = numpys(row.name), numpys(other)
            if same is None:
                continue
            x = np.array([[0.25, -0.5, 3.5]])
            with warnings.catch_warnings(action="ignore"):  # old names are deprecated
                is_equal = other in WRAPPED and np.array_equal(function(x), same(x))
            assert same is function or is_equal, other


def test_operators_are_the_functions_of_arrays():
    a, b = np.array([7.0, -2.0]), np.array([2.0, 3.0])
    for sign, name in OF_OPERATOR.items():
        assert np.array_equal(getattr(operator, sign)(a, b), numpys(name)(a, b))


WITH_PARAMETERS = [row for row in ROWS if row.parameters and numpys(row.name) is not None]


@pytest.mark.parametrize("row", WITH_PARAMETERS, ids=lambda row: row.name)
def test_parameters_stand_where_numpy_has_them(row):
    """They may have other names, but as many take a place before the first one with a default."""
    try:
        signature = inspect.signature(numpys(row.name))
    except (TypeError, ValueError):
        pytest.skip("this version of NumPy does not tell it")
    empty = inspect.Parameter.empty
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    known = [one.name for one in signature.parameters.values() if one.kind not in kinds]
    needed = [one for one in known if signature.parameters[one].default is empty]
    own = row.parameters.split()
    assert len(own) >= len(needed)
    shared = [name for name in own if name in known]
    assert shared == sorted(shared, key=known.index) or row.name == "clip"


def test_the_table_is_text_that_needs_no_numpy():
    code = (
        "import sys, graphviz_backprop.function_table, graphviz_backprop.ops\n"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
