"""Types, memory and builtins are those of plain Python, whatever the code looks at."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from tests.plainly import run_plainly, run_with_hooks

PROGRAMS = {
    "marshal": "import marshal\nx = 1.5\nn = len(marshal.dumps([x, {'a': x}]))\n",
    "struct": "import struct\nx = 1.5\nb = struct.pack('<d', x)\n",
    "array": "import array\nx = 1.5\na = array.array('d', [x, 2.0])\ns = a.itemsize\n",
    "fields": (
        "import numpy as np\nx = np.array([1.0, -2.0])\n"
        "s = np.zeros(2, dtype=[('a', float), ('b', int)])\n"
        "s['a'] = x\ns['b'] += 1\nt = float(s['a'].sum()) + int(s[['a', 'b']]['b'][1])\n"
    ),
    "flat": (
        "import numpy as np\nA = np.array([[1.0, 2.0], [3.0, 4.0]])\nv = A.T.copy(order='K')\n"
        "v.flat[0] = 3.0 * A[0, 1]\nv.flat[1:3] = 0.5\nlisted = [float(one) for one in v.flat]\n"
        "n = len(v.flat)\ncopied = v.flat.copy()\n"
    ),
    "sum": "import builtins\nx = 2.0\nkept = builtins.sum\nbuiltins.sum = lambda v: 42.0\n"
    "y = sum([x, x])\nbuiltins.sum = kept\nz = sum([x, x])\n",
    "print": "import builtins\nkept, said = print, []\nbuiltins.print = said.append\nprint('a')\n"
    "builtins.print = kept\nprint(said)\n",
    "many": "n = sum(i for i in range(30_000))\nm = sum(range(10**6), 5)\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_prints_and_computes_what_plain_python_does(name):
    assert run_with_hooks(PROGRAMS[name]).seen() == run_plainly(PROGRAMS[name]).seen()


def test_a_traced_number_behind_many_plain_ones_is_in_the_sum():
    code = "x = 2.0\ny = sum([1.0] * 12_000 + [x])\n"
    assert gb.run(code=code).gradients == {"x": 1.0}


def test_writes_through_flat_are_followed():
    code = PROGRAMS["flat"] + "out = (v * 2.0).sum()\n"
    assert gb.run(code=code, of="out").gradients == {"A": [[0.0, 6.0], [0.0, 2.0]]}


def test_a_fault_of_our_own_is_one_line(monkeypatch):
    from graphviz_backprop.errors import fault

    try:
        raise TypeError("what happened\nhere")
    except TypeError as error:
        text = fault(error)
    assert text.startswith(
        "a fault of graphviz_backprop, not of your code: TypeError in test_plain"
    )
