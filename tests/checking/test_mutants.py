import ast
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import MANY

from .described_program import batches, load, programs_of
from .mutants import candidates, mutants_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def described(tmp_path):
    def make(code, rows):
        path = tmp_path / "some.py"
        path.write_text(code)
        path.with_suffix(".gradients").write_text(rows)
        load.cache_clear()
        mutants_of.cache_clear()
        return load(path)

    return make


def _kinds(program):
    found = {}
    for line, kind, code in candidates(program):
        found.setdefault((line, kind), []).append(code)
    return found


def test_each_kind_of_slip_is_made(described):
    program = described(
        """import numpy as np
x = np.array([[1.0, 2.0], [0.5, -3.0]])
w0, w1 = np.ones((2, 2)), np.eye(2)
n = 2
z = x @ w0
a = np.tanh(z)
loss = np.mean(a**2)
da = 2 * a / n
dz = da * (1 - a**2)
dw0 = x.T @ dz
db = np.sum(dz, axis=0)
dw0 += w1 * 2
mask = z > 0
""",
        "".join(
            f"{line} | {name} | | |\n"
            for line, name in enumerate(("da", "dz", "dw0", "db", "dw0", "mask"), 8)
        ),
    )
    kinds = _kinds(program)
    assert kinds[8, "missing mean"] == ["da = 2 * a"]
    assert "dz = da * (1 + a**2)" in kinds[9, "sign"]
    assert "dz = -(da * (1 - a**2))" in kinds[9, "sign"]
    assert kinds[9, "dropped power"] == ["dz = da * (1 - a)"]
    assert kinds[9, "dropped factor"] == ["dz = da", "dz = 1 - a**2"]
    assert kinds[9, "activation of the wrong value"] == ["dz = da * (1 - z**2)"]
    assert kinds[10, "dropped transpose"] == ["dw0 = x @ dz"]
    assert kinds[10, "extra transpose"] == ["dw0 = x.T @ dz.T"]
    assert kinds[10, "wrong operand"] == ["dw0 = w0.T @ dz"]
    assert kinds[11, "sum over the batch dropped"] == ["db = dz"]
    assert kinds[11, "wrong axis"] == ["db = np.sum(dz, axis=1)"]
    assert kinds[12, "= for +="] == ["dw0 = w1 * 2"]
    assert kinds[12, "sign"] == ["dw0 -= w1 * 2"]
    assert kinds[12, "swapped index"] == ["dw0 += w0 * 2"]
    assert kinds[13, "<= for <"] == ["mask = z >= 0"]


def test_a_sum_handed_back_overwrites_nothing(described):
    program = described(
        "def slope(z):\n    return z + 2 * z\n\n\nz = 3.0\ny = 1.5 * z * z\ndz = slope(z)\n",
        "2 | return | | | helper\n7 | dz | y | z |\n",
    )
    kinds = {kind for line, kind in _kinds(program) if line == 2}
    assert "sign" in kinds
    assert "= for +=" not in kinds


def test_a_mutant_knows_what_is_wrong_and_what_is_not(described):
    program = described(
        "w = 3.0\nx = 2.0\nu = w * x\ny = u * u\ndu = 2 * u\ndw = du * x\ndx = du * w\n",
        "5 | du | y | u |\n6 | dw | y | w |\n7 | dx | y | x |\n",
    )
    mutants = mutants_of(program.path)
    assert {m.wrong for m in mutants if m.line == 5} == {((5, "du"), (6, "dw"), (7, "dx"))}
    assert {m.wrong for m in mutants if m.line == 6} == {((6, "dw"),)}
    assert all(m.text.split("\n")[m.line - 1] == m.code for m in mutants)


def test_what_changes_no_number_or_does_not_run_is_no_mutant(described):
    program = described(
        "w = 1.0\nx = 1.0\ny = w * x\ndw = x * 1.0\n",
        "4 | dw | y | w |\n",
    )
    codes = [m.code for m in mutants_of(program.path)]
    assert "dw = -(x * 1.0)" in codes
    assert "dw = x" not in codes
    assert "dw = w * 1.0" not in codes


def test_after_an_update_other_derivatives_are_not_called_wrong(described):
    program = described(
        """w, v = 1.0, 2.0
for n in range(2):
    y = w * w + 3 * v * v
    dv = 6 * v
    dw = 2 * w
    w = w - 0.1 * dw
    v = v - 0.1 * dv
""",
        "4 | dv | y | v |\n5 | dw | y | w |\n",
    )
    mutants = mutants_of(program.path)
    assert {m.wrong for m in mutants if m.line == 5} == {((5, "dw"),)}
    assert {m.wrong for m in mutants if m.line == 4} == {((4, "dv"),)}


def test_a_program_with_other_numbers_in_each_run_is_refused(described):
    program = described(
        "import os\nx = float(int.from_bytes(os.urandom(8)))\ny = x * x\ndx = 2 * x\n",
        "4 | dx | y | x |\n",
    )
    with pytest.raises(ValueError, match=r"some.py has other numbers in each run"):
        mutants_of(program.path)


def test_an_endless_mutant_is_none(described):
    program = described(
        "w = 4.0\nwhile w > 1:\n    y = w * w\n    dw = 2 * w\n    w = w - 0.1 * dw\n",
        "4 | dw | y | w |\n",
    )
    assert all("-(2 * w)" not in m.code for m in mutants_of(program.path))


def test_the_mutants_are_always_the_same():
    names = ["value_engine.py", "two_layer_dict.py", "tanh_rnn.py"]
    code = (
        "from tests.checking.described_program import BATCHES\n"
        "from tests.checking.mutants import mutants_of\n"
        f"for name in {names}:\n"
        "    for m in mutants_of(BATCHES / 'batch_1' / name): print(m.line, m.code, m.wrong)\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert said.pop().count("\n") > 30


@pytest.mark.long
@pytest.mark.parametrize("batch", batches() if MANY else batches()[-2:])
def test_at_least_three_hundred_mutants_of_a_batch_decide(batch):
    mutants = [m for program in programs_of(batch) for m in mutants_of(program.path)]
    kinds = Counter(m.kind for m in mutants if not m.in_helper)
    assert kinds.total() >= 300
    asked = ("sign", "dropped factor", "swapped index", "dropped transpose", "= for +=")
    assert all(kinds[kind] for kind in (*asked, "missing mean", "wrong operand"))
    if batch not in (
        "batch_7",
        "batch_8",
        "batch_9",
        "batch_14",
    ):  # none of their numbers is 0 at a kink: only there `<=` for `<` decides
        assert kinds["<= for <"]
    for mutant in mutants:
        lines = mutant.text.split("\n")
        original = mutant.program.text.split("\n")
        changed = [n for n, (a, b) in enumerate(zip(lines, original, strict=True), 1) if a != b]
        assert changed == [mutant.line]
        names = {line for line, _ in mutant.wrong}
        assert mutant.in_helper or mutant.line in names
        ast.parse(mutant.text if mutant.program.path.suffix == ".py" else mutant.code.strip())
